"""Cells, seals and signatures that may stand where nothing was read: 无法判定, and a fault where all was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.settings import settings
from ingest import read_all
from ingest.document import Block, Cell, Document, Mark, Page, Place, Unread, lay_out, table_text
from tests.checks.conftest import Check, document

_HEAD = "数字经济产业创新中心申报书"
_ROWS = [
    ["申报单位", "滨海示例软件有限公司"],
    ["平台名称", "港口调度产业创新中心"],
    ["平台类型", "数字经济产业创新中心"],
    ["邮政编码", ""],
]
_PROMISE = "本单位承诺所报材料真实、准确，无弄虚作假，如有不实愿承担相应责任。"
_SIGNING = ("承诺单位（盖章）：", "法定代表人（签字）：", "　　年　　月　　日")


def _form(picture: Block | None = None) -> Document:
    cells = tuple(
        Cell(text=text, row=i, column=j, anchor=f"p:{i}{j}")
        for i, row in enumerate(_ROWS, 1)
        for j, text in enumerate(row, 1)
    )
    table = Block(kind="table", text=table_text(cells), cells=cells, place=Place(page=1, table=1))
    blocks = [
        Block(kind="paragraph", text=_HEAD, place=Place(page=1)),
        table,
        *([picture] if picture else []),
    ]
    return Document(path="申报书.docx", format="docx", blocks=lay_out(blocks))


def _image(text: str, anchor: str) -> Block:
    return Block(kind="image", text=text, anchor=anchor, image="a.png", place=Place(page=1))


def _told(check: Check, name: str, *documents: Document) -> set[str]:
    """Levels of a check's findings that say more than that a label is nowhere."""
    found = check(*documents, track="center").findings
    return {f.level for f in found if f.check == name and "一栏或未能找到" not in f.message}


@pytest.mark.parametrize(
    ("picture", "wanted"),
    [
        (None, {"error"}),
        (_image("", "p:42"), {"advice"}),
        (_image("261000", "p:42"), set()),
        (_image("", "p:99"), {"error"}),
    ],
    ids=["blank", "picture without words", "picture with words", "picture elsewhere"],
)
def test_a_cell_with_a_picture_is_not_called_blank(
    check: Check, picture: Block | None, wanted: set[str]
) -> None:
    assert _told(check, "field.missing", _form(picture)) == wanted


def _scan(unread: int | None) -> Document:
    """Two recognised pages, the promise on the second; `unread` is a page that was not read."""
    blocks = [
        Block(kind="paragraph", text=_HEAD, place=Place(page=1)),
        *(Block(kind="paragraph", text=f"{a}：{b}", place=Place(page=1)) for a, b in _ROWS[:3]),
        Block(kind="heading", text="真实性承诺书", level=1, place=Place(page=2)),
        *(Block(kind="paragraph", text=text, place=Place(page=2)) for text in (_PROMISE, *_SIGNING)),
    ]
    pages = tuple(Page(number=n, ocr=True, confidence=0.99, characters=200) for n in (1, 2))
    entries = (Unread(why="图像中没有认出文字", page=unread),) if unread else ()
    return Document(path="申报书.pdf", format="pdf", blocks=lay_out(blocks), pages=pages, unread=entries)


@pytest.mark.parametrize(("unread", "wanted"), [(None, {"warning"}), (1, {"warning"}), (3, {"advice"})])
def test_a_promise_before_a_page_that_was_not_read(
    check: Check, unread: int | None, wanted: set[str]
) -> None:
    assert _told(check, "commitment.unsigned", _scan(unread)) == wanted


def test_a_scan_of_which_nothing_is_known_may_be_the_signed_page(check: Check) -> None:
    promise = document("承诺书.docx", "真实性承诺书", _PROMISE, *_SIGNING)
    scan = Document(path="扫描0001.jpg", format="jpg", unread=(Unread(why="图像中没有认出文字", page=1),))
    assert _told(check, "commitment.unsigned", _form(), promise) == {"warning"}
    assert _told(check, "commitment.unsigned", _form(), promise, scan) == {"advice"}


def test_the_signed_scan_stands_for_the_text_it_was_printed_from(check: Check) -> None:
    promise = document("承诺书.docx", "真实性承诺书", _PROMISE, *_SIGNING)
    lines = ("真实性承诺书", _PROMISE, "承诺单位（盖章）：滨海示例软件有限公司", "2025年9月1日")
    scan = Document(
        path="承诺书.pdf",
        format="pdf",
        blocks=lay_out([Block(kind="paragraph", text=text, place=Place(page=1)) for text in lines]),
        pages=(Page(number=1, ocr=True, confidence=0.99, characters=200),),
        marks=(Mark(kind="seal", page=1, box=(0.5, 0.5, 0.7, 0.7), confidence=0.9),),
    )
    assert _told(check, "commitment.unsigned", _form(), promise, scan) == set()
    bare = scan.model_copy(update={"marks": ()})
    assert _told(check, "commitment.unsigned", _form(), promise, bare) == {"warning"}


@pytest.mark.parametrize(
    ("kinds", "confidence", "wanted"),
    [
        (("signature",), 0.7, {"warning"}),
        (("signature",), 0.55, set()),  # dark ink: a grey scan, on which a seal would not show
        (("signature", "seal"), 0.7, set()),
    ],
)
def test_a_signature_is_no_seal(
    check: Check, kinds: tuple[str, ...], confidence: float, wanted: set[str]
) -> None:
    lines = ("真实性承诺书", _PROMISE, "承诺单位（盖章）：", "法定代表人（签字）：王样例", "2025年9月1日")
    box = (0.5, 0.5, 0.7, 0.7)
    scan = Document(
        path="承诺书.jpg",
        format="jpg",
        blocks=lay_out([Block(kind="paragraph", text=text, place=Place(page=1)) for text in lines]),
        pages=(Page(number=1, ocr=True, confidence=0.99, characters=200),),
        marks=tuple(
            Mark.model_validate({"kind": kind, "page": 1, "box": box, "confidence": confidence})
            for kind in kinds
        ),
    )
    assert _told(check, "commitment.unsigned", _form(), scan) == wanted


@pytest.mark.parametrize(("unread", "wanted"), [(None, {"warning"}), (2, {"advice"})])
def test_the_seal_of_a_part_may_stand_on_the_page_behind(
    check: Check, unread: int | None, wanted: set[str]
) -> None:
    blocks = [
        Block(kind="paragraph", text=_HEAD, place=Place(page=1)),
        Block(kind="heading", text="申报单位意见", level=1, place=Place(page=1)),
        Block(kind="paragraph", text="同意申报，材料属实。", place=Place(page=1)),
        Block(kind="paragraph", text="申报单位（盖章）", place=Place(page=1)),
    ]
    entries = (Unread(why="图像中没有认出文字", page=unread),) if unread else ()
    form = Document(path="申报书.pdf", format="pdf", blocks=lay_out(blocks), unread=entries)
    assert _told(check, "seal.missing", form) == wanted


def test_a_picture_in_a_cell_bears_the_address_of_its_cell(tmp_path: Path) -> None:
    from docx import Document as Word
    from PIL import Image

    Image.new("RGB", (40, 40), "white").save(tmp_path / "a.png")
    paper = Word()
    grid = paper.add_table(rows=2, cols=2)
    grid.cell(1, 1).paragraphs[0].add_run().add_picture(str(tmp_path / "a.png"))
    paper.save(str(tmp_path / "表.docx"))
    (read,) = read_all([tmp_path / "表.docx"], settings().limits, None, settings().cache)
    (table,) = read.tables()
    cell = next(c for c in table.cells if (c.row, c.column) == (2, 2))
    assert [b.anchor for b in read.blocks if b.kind == "image"] == [cell.anchor]


@pytest.mark.parametrize(
    ("anchor", "wanted"), [("p:22", set()), ("p:77", {"warning"})], ids=["there", "elsewhere"]
)
def test_a_seal_in_the_cell_of_the_promise_is_seen(check: Check, anchor: str, wanted: set[str]) -> None:
    texts = (
        ("四、组织管理", _PROMISE + "设主任一名。"),
        ("真实性承诺", "\n".join((_PROMISE, *_SIGNING[:2], "2025年9月10日"))),
    )
    cells = tuple(
        Cell(text=text, row=i, column=j, anchor=f"p:{i}{j}")
        for i, row in enumerate(texts, 1)
        for j, text in enumerate(row, 1)
    )
    table = Block(kind="table", text=table_text(cells), cells=cells, place=Place(page=1, table=1))
    later = Block(kind="heading", level=1, text="其他说明", place=Place(page=1))
    seal = Block(kind="image", text="", anchor=anchor, image="a.png", place=Place(page=None))
    head = Block(kind="paragraph", text=_HEAD, place=Place(page=1))
    form = Document(path="申报书.docx", format="docx", blocks=lay_out([head, table, later, seal]))
    assert _told(check, "commitment.unsigned", form) == wanted
