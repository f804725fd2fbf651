"""Round trip: any table with merged cells, written as WordprocessingML, is read as the grid it was."""

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Cell
from ingest.readers import docx
from ingest.reading import Content

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXTS = st.text("甲乙丙丁0123456789元（）", min_size=0, max_size=6)


@st.composite
def grids(draw: st.DrawFn) -> list[Cell]:
    """Cells that fill a grid, some of them spanning rows and columns."""
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            if (row, column) in taken:
                continue
            room = next((c for c in range(column, columns + 1) if (row, c) in taken), columns + 1) - column
            wide, tall = draw(st.integers(1, room)), draw(st.integers(1, rows - row + 1))
            taken |= {(r, c) for r in range(row, row + tall) for c in range(column, column + wide)}
            cells.append(Cell(text=draw(TEXTS), row=row, column=column, row_span=tall, column_span=wide))
    return cells


def written(cells: list[Cell]) -> bytes:
    """A Word file with this table."""
    rows = max(cell.row + cell.row_span - 1 for cell in cells)
    lines = "".join(f"<w:tr>{_row(cells, row)}</w:tr>" for row in range(1, rows + 1))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(
            "word/document.xml", f"<w:document {W}><w:body><w:tbl>{lines}</w:tbl></w:body></w:document>"
        )
    return buffer.getvalue()


def _row(cells: list[Cell], row: int) -> str:
    here = [cell for cell in cells if cell.row <= row < cell.row + cell.row_span]
    words = ""
    for cell in sorted(here, key=lambda c: c.column):
        merge = '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
        merge = merge if cell.row_span > 1 else ""
        text = cell.text if cell.row == row else ""
        span = f'<w:gridSpan w:val="{cell.column_span}"/>'
        words += f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
    return words


@settings(deadline=None, max_examples=150)
@given(grids())
def test_a_grid_survives_the_round_trip(cells: list[Cell]) -> None:
    document = docx.read(Content(written(cells), "table.docx")).document("table.docx", "")
    (table,) = document.tables()
    bare = [cell.model_copy(update={"start": 0, "end": 0, "anchor": None}) for cell in table.cells]
    assert bare == cells
    for cell in table.cells:
        assert document.text[cell.start : cell.end] == cell.text
