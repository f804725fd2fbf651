"""Papers of approved platforms: what they say, from where, and what they do not say."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml

from advisor import service
from advisor.drafting.composition import Composition
from advisor.drafting.model import Draft
from advisor.drafting.outline import FOLDER, has_outlines, load_book, load_outline
from advisor.errors import PackError
from advisor.pack.load import open_pack
from advisor.paperwork.draft import Commission
from tests.drafting.make import make_evidence
from tests.drafting.trail import body, raw_text, unfounded, untraced_numbers

PACK = open_pack("sd-digital-platform")
BOOK = load_book(PACK)
HERE, EXAMPLES = Path(__file__).parent, Path(__file__).parents[2] / "docs/examples"
TODAY = date(2026, 2, 1)
FACTS = sorted(EXAMPLES.glob("*.yaml"))
EVIDENCE = sorted((HERE / "evidence").glob("*.yaml"))
OUTLINES = sorted(p.stem for p in (Path(PACK.folder) / FOLDER).glob("*.yaml") if p.stem != "facts")
CHECKED = ("period.", "section.", "identity.", "naming.", "consistency.", "field.invalid", "file.")
"""checks a finished annual report passes; what is to be signed, sealed and enclosed stays open"""


def name(path: Path) -> str:
    return path.stem


def fixed_text(outline: str) -> str:
    """The outline's own words and the policy's it quotes, without the ids of clauses."""
    text = (Path(PACK.folder) / FOLDER / f"{outline}.yaml").read_text("utf-8")
    return re.sub(r"clauses: \[[^\]]*\]|\{\w+\}|^#.*$", "", text, flags=re.MULTILINE) + PACK.info.title


def gaps(texts: list[str]) -> set[str]:
    return {found for text in texts for found in re.findall(r"【待补：([^】]*)】", text)}


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Draft]]:
    """Every example of a facts file as a paper."""
    folder = tmp_path_factory.mktemp("papers")
    made = {}
    for facts in FACTS:
        out = folder / f"{facts.stem}.docx"
        made[facts.stem] = (out, service.draft(facts.stem.split("-")[0], out=out, facts=facts, today=TODAY))
    return made


@pytest.mark.parametrize("facts", FACTS, ids=name)
def test_every_number_of_a_paper_stands_in_its_facts(
    facts: Path, written: dict[str, tuple[Path, Draft]]
) -> None:
    out, draft = written[facts.stem]
    outline = "plan-year" if facts.stem.startswith("plan") else facts.stem.split("-")[0]
    assert untraced_numbers(body(out), draft, fixed_text(outline)) == []
    assert list(unfounded(draft, raw_text([facts]))) == []
    assert all(use.sources for use in draft.sources)


@pytest.mark.parametrize("facts", FACTS, ids=name)
def test_what_is_missing_is_marked_and_listed(facts: Path, written: dict[str, tuple[Path, Draft]]) -> None:
    out, draft = written[facts.stem]
    assert gaps(body(out)) == set(draft.missing)
    assert draft.unused == ()
    for section in draft.sections:
        assert section.state in {"filled", "partly", "missing"}


@pytest.mark.parametrize("facts", [f for f in FACTS if f.stem.startswith("annual")], ids=name)
def test_an_annual_report_passes_the_checks_of_its_stage(
    facts: Path, written: dict[str, tuple[Path, Draft]]
) -> None:
    _, draft = written[facts.stem]
    open_points = [f"{f.check} {f.message}" for f in draft.open_points if f.check.startswith(CHECKED)]
    assert open_points == []


def test_libreoffice_opens_every_paper(written: dict[str, tuple[Path, Draft]], tmp_path: Path) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not on this machine")
    files = [str(out) for out, _ in written.values()]
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    run = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    done = subprocess.run(run, capture_output=True, text=True, timeout=180, check=True)
    assert "rror" not in done.stderr
    for facts in FACTS:
        assert (tmp_path / f"{facts.stem}.pdf").read_bytes().startswith(b"%PDF")


def test_the_four_types_have_outlines_of_their_own(written: dict[str, tuple[Path, Draft]]) -> None:
    titles = [tuple(s.title for s in d.sections) for n, (_, d) in written.items() if n.startswith("annual")]
    assert len(titles) == len(set(titles)) == 4


def test_the_form_is_that_of_an_official_paper(written: dict[str, tuple[Path, Draft]]) -> None:
    document = docx.Document(str(written["annual-lab"][0]))
    fonts = {run.font.name for paragraph in document.paragraphs for run in paragraph.runs}
    assert {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"} <= fonts
    section = document.sections[0]
    assert [round(side.mm) for side in (section.top_margin, section.left_margin) if side] == [37, 28]
    assert 'w:outlineLvl w:val="0"' in document.element.xml


@pytest.mark.parametrize("case", EVIDENCE, ids=name)
def test_a_folder_of_evidence_is_read_with_its_places(case: Path, tmp_path: Path) -> None:
    given = yaml.safe_load(case.read_text("utf-8"))
    folder = make_evidence(given["files"], tmp_path)
    out = tmp_path / "out" / "报告.docx"
    out.parent.mkdir()
    paper = service.manuscript(Commission("annual", sources=sorted(tmp_path.glob("*.*"))))
    draft = paper.write(out, TODAY)
    texts = body(out)
    assert draft.track == given["track"]
    _expected(given["expect"], paper.dossier, draft, texts)
    assert untraced_numbers(texts, draft, fixed_text("annual")) == []
    assert list(unfounded(draft, raw_text(sorted(folder.glob("*.*"))))) == []
    assert gaps(texts) == set(draft.missing)
    assert not [
        f for f in draft.open_points if f.check.startswith(("period.", "section.missing", "identity."))
    ]


def _expected(expect: dict[str, Any], dossier: Any, draft: Draft, texts: list[str]) -> None:
    for fact, value in expect.get("facts", {}).items():
        assert [item.text for item in dossier.known(fact).items] == [value], fact
    for fact, count in expect.get("lists", {}).items():
        assert len(dossier.known(fact).items) == count, fact
    for fact, rows in expect.get("cells", {}).items():
        items = dossier.known(fact).items
        assert len(items) == len(rows), fact
        for item, row in zip(items, rows, strict=True):
            shown = [re.sub(r"（.*", "", text) for text in item.cells.values()]
            assert [str(text) for text in row if str(text) not in shown] == [], item.cells
    joined = "\n".join(texts)
    for indicator, ratio in expect.get("ratios", {}).items():
        row = texts[texts.index(indicator) :]
        assert ratio in row[:5], indicator
    assert not [words for words in expect.get("never", ()) if words in joined]
    assert set(expect.get("missing", ())) <= set(draft.missing)
    assert set(expect.get("conflicts", ())) == {conflict.label for conflict in draft.conflicts}
    for words in expect.get("left_out", ()):
        assert any(words in line for line in draft.unused), words


def test_the_users_word_settles_a_difference_and_the_difference_stays_visible(tmp_path: Path) -> None:
    given = yaml.safe_load((HERE / "evidence/center.yaml").read_text("utf-8"))
    make_evidence(given["files"], tmp_path)
    paper = service.manuscript(Commission("annual", {"平台负责人": "迟远航"}, [tmp_path]))
    draft = paper.look()
    told = {conflict.label: conflict.chosen for conflict in draft.conflicts}
    assert told == {"平台负责人": "迟远航", "成果转化合同额": None}
    assert "平台负责人" not in "".join(draft.missing)


@pytest.mark.parametrize("outline", OUTLINES)
def test_an_outline_speaks_of_facts_and_clauses_that_exist(outline: str) -> None:
    loaded = load_outline(PACK, outline)
    for track in ("lab", "center", "service", "talent"):
        work = Composition(loaded, service.manuscript(Commission("annual", track=track)).dossier, PACK, None)  # type: ignore[arg-type]
        assert any(work.fits(section.tracks, section.kinds) for section in loaded.sections)
    for section in loaded.sections:
        assert [c for c in section.clauses if PACK.clause(c) is None] == []
        assert (section.basis == "policy") == bool(section.clauses)
        for part in section.parts:
            named = [*re.findall(r"\{(\w+)\}", part.text), *part.form]
            named += filter(None, (part.prose, part.table, part.compare))
            assert [BOOK.fact(each).id for each in named] == named
            assert part.papers or named or not re.search(r"\d", part.text)
    for note in loaded.notes:
        assert [c for c in note.clauses if PACK.clause(c) is None] == []


@pytest.mark.parametrize("facts", FACTS, ids=name)
def test_no_heading_is_numbered_that_is_alone(facts: Path, written: dict[str, tuple[Path, Draft]]) -> None:
    texts = [paragraph.text for paragraph in docx.Document(str(written[facts.stem][0])).paragraphs]
    numbers = [found[1] for text in texts if (found := re.match(r"^（([一二三四五六])）", text))]
    for at, number in enumerate(numbers):
        if number == "一":
            assert numbers[at + 1 : at + 2] == ["二"], texts


def test_a_title_keeps_its_distance_from_a_table(written: dict[str, tuple[Path, Draft]]) -> None:
    title = docx.Document(str(written["annual-lab"][0])).paragraphs[0]
    assert title.paragraph_format.space_after.pt == pytest.approx(28.95, abs=0.1)


def test_a_column_is_centred_or_not_as_a_whole(written: dict[str, tuple[Path, Draft]]) -> None:
    for out, _ in written.values():
        for table in docx.Document(str(out)).tables:
            if table.rows[0].cells[0].text != "序号":
                continue
            for column in range(len(table.columns)):
                cells = [row.cells[column].paragraphs[0] for row in table.rows[1:]]
                assert len({cell.alignment for cell in cells}) <= 1, [cell.text for cell in cells]


def test_a_change_names_its_papers_its_consent_and_what_the_text_does_not_say(tmp_path: Path) -> None:
    out = tmp_path / "变更.docx"
    draft = service.draft("change", out=out, facts={"变更事项": "兼并"}, today=TODAY)
    assert any("协议" in paper.name for paper in draft.papers)
    consent = next(paper for paper in draft.papers if paper.later)
    assert (consent.basis, consent.clauses) == ("policy", ("5.4",))
    assert any("承接单位" in reminder.text for reminder in draft.reminders)
    assert "推荐单位意见" in body(out)
    assert any(f.check == "change.consent-missing" for f in draft.findings)


def test_a_change_with_its_papers_reads_as_a_promise_and_a_list(tmp_path: Path) -> None:
    """The list of papers is no row of headings, under which the promise would be somebody else's."""
    notice = ["准予变更登记通知书", "准予某某有限公司名称变更登记。", "2025年9月1日"]
    licence = ["营业执照", "名称：济南乙科技有限公司", "类型：有限责任公司", "成立日期：2004年4月"]
    make_evidence({"登记通知书.docx": notice, "营业执照.docx": licence}, tmp_path)
    out = tmp_path / "申请.docx"
    facts = {"变更事项": "更名", "平台名称": "甲创新实验室"}
    draft = service.draft("change", out=out, facts=facts, sources=[tmp_path], today=TODAY)
    lines = [text for text in body(out) if re.match(r"\d\. ", text)]
    assert [line[-1] for line in lines] == ["；", "；", "。"]
    # What goes along with the paper is there: it is checked with it.
    unfounded = {"commitment.missing", "section.empty", "package.material-missing"}
    assert not [f for f in draft.findings if f.check in unfounded]
    assert len({f.message for f in draft.open_points}) == len(draft.open_points)
    assert not [line for line in draft.unused if "营业执照" in line]


def test_which_plan_is_meant_is_told_by_kind_or_by_the_facts(tmp_path: Path) -> None:
    names = {"year": "年度工作计划", "operation": "建设运行方案", "development": "发展规划"}
    for kind, title in names.items():
        draft = service.draft("plan", out=tmp_path / "a.docx", variant=kind, track="talent", today=TODAY)
        assert draft.name == title
    assert (
        service.draft("plan", out=tmp_path / "a.docx", facts={"文种": "发展规划"}, today=TODAY).name
        == "发展规划"
    )


def test_a_folder_tells_the_year_of_lists_that_are_called_alike(tmp_path: Path) -> None:
    for year, title in (("2024年", "旧论文"), ("2025年", "新论文")):
        (tmp_path / year).mkdir()
        table = {"table": [["论文题目", "作者", "期刊"], [title, "甲", "某学报"]]}
        make_evidence({"论文清单.xlsx": [table]}, tmp_path / year)
    paper = service.manuscript(Commission("annual", sources=[tmp_path], year=2025))
    (item,) = paper.dossier.known("papers").items
    assert (item.cells["name"], item.sources[0].file) == ("新论文", "2025年/论文清单.xlsx")
    assert "2024年/论文清单.xlsx：是2024年的，没有读出可用的内容" in paper.look().unused


def test_a_plan_is_for_the_year_after_the_newest_report(tmp_path: Path) -> None:
    given = yaml.safe_load((HERE / "evidence/service-merged.yaml").read_text("utf-8"))
    make_evidence(given["files"], tmp_path)
    draft = service.manuscript(Commission("plan", sources=[tmp_path])).look()
    year = next(use for use in draft.sources if use.field == "year")
    assert (year.value, year.sources[0].where) == ("2026", "写的是2025年，计划写下一年")
    planned = {use.label: use.value for use in draft.sources if use.field == "indicators"}
    assert "计划 45" in planned["年度计划指标第1条"]


def test_the_year_that_is_told_is_not_doubted_by_the_dates_of_the_evidence(tmp_path: Path) -> None:
    given = yaml.safe_load((HERE / "evidence/lab.yaml").read_text("utf-8"))
    make_evidence(given["files"], tmp_path)
    draft = service.manuscript(Commission("annual", sources=[tmp_path], year=2026)).look()
    assert draft.conflicts == ()
    assert any("2025年" in line or "是2025年的" in line for line in draft.unused)
    assert next(use.value for use in draft.sources if use.field == "year") == "2026"


def test_a_pack_without_outlines_says_so(tmp_path: Path) -> None:
    pack = PACK.model_copy(update={"folder": str(tmp_path)})
    assert has_outlines(PACK)
    assert not has_outlines(pack)
    with pytest.raises(PackError, match=r"没有 drafting/facts\.yaml"):
        load_book(pack)
