"""Round trip: any tree of numbered pieces, written in any mix of widths and blanks, is read as the tree it was."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.chinese import chinese_numeral
from ingest.outline import outline

BODY = st.text("样例文字内容说明，", min_size=1, max_size=12)
SPACE = st.sampled_from(["", " ", "　　", "\t"])
Tree = list[tuple[str, list[tuple[str, list[str]]]]]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Up to three levels, each piece with some words."""
    tree: Tree = []
    for _ in range(draw(st.integers(1, 12))):
        children = [(draw(BODY), draw(st.lists(BODY, max_size=4))) for _ in range(draw(st.integers(0, 3)))]
        tree.append((draw(BODY), children))
    return tree


def written(tree: Tree, draw: st.DataObject) -> tuple[str, list[tuple[str, ...]]]:
    """The text of a tree and the paths its pieces must have."""
    lines: list[str] = []
    paths: list[tuple[str, ...]] = []
    for i, (words, children) in enumerate(tree, 1):
        lines.append(f"{draw.draw(SPACE)}{chinese_numeral(i)}、{words}")
        paths.append((str(i),))
        for j, (inner, leaves) in enumerate(children, 1):
            opening, closing = draw.draw(st.sampled_from(["（）", "()", "（)", "(）"]))
            lines.append(f"{draw.draw(SPACE)}{opening}{chinese_numeral(j)}{closing}{inner}")
            paths.append((str(i), str(j)))
            for k, leaf in enumerate(leaves, 1):
                lines.append(f"{draw.draw(SPACE)}{k}{draw.draw(st.sampled_from('.．、'))}{leaf}")
                paths.append((str(i), str(j), str(k)))
    return draw.draw(st.sampled_from(["\n", "\n\n"])).join(lines), paths


@given(trees(), st.data())
def test_a_tree_survives_the_round_trip(tree: Tree, data: st.DataObject) -> None:
    text, paths = written(tree, data)
    found: list[tuple[str, ...]] = []

    def walk(pieces: list) -> None:  # type: ignore[type-arg]
        for piece in pieces:
            found.append(piece.path)
            walk(piece.children)

    walk(outline(text))
    flat = list(dict.fromkeys(found))
    assert [path for path in flat if path != ("0",)] == paths
