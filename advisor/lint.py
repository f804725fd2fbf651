"""What is wrong with a pack, as `file:line: message`: its shape, its references, and where it parts from its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from advisor.agreement import disagreements, marks, sentences
from advisor.criteria import fill, judge
from advisor.domain import Fact, Sighting
from advisor.errors import PackError
from advisor.pack.load import open_pack, pack_folder
from advisor.pack.model import Case, Criterion, Pack
from advisor.pack.places import Source

_NAME = re.compile(r"\{(\w+)\}")


def lint_pack(name: str) -> list[str]:
    """All faults of the pack of this name. Raises PackError when there is no such pack."""
    pack_folder(name)
    try:
        pack = open_pack(name)
    except PackError as error:
        return list(error.faults)
    return lint(pack)


def lint(pack: Pack) -> list[str]:
    """All faults of a loaded pack."""
    folder = Path(pack.folder)
    return [
        *_parameters(pack, _source(folder, "pack.yaml")),
        *_criteria(pack, _source(folder, "criteria.yaml")),
        *_hindrances(pack, _source(folder, "hindrances.yaml")),
        *_silences(pack, _source(folder, "silent_on.yaml")),
        *_lexicon(pack, _source(folder, "lexicon.yaml")),
        *_guides(pack),
        *_questions(pack),
        *_cases(pack, _source(folder, "cases.yaml")),
        *_examples(pack, _source(folder, "examples.yaml")),
    ]


def _source(folder: Path, name: str) -> Source | None:
    path = folder / name
    return Source(path, f"{folder.name}/{name}") if path.is_file() else None


def _parameters(pack: Pack, source: Source | None) -> Iterator[str]:
    if source is None:
        return
    for name, parameter in pack.info.parameters.items():
        found = pack.parameter(name)
        if found is None:
            yield source.fault(["parameters", name], f"参数 {name} 在条款 {parameter.clause} 里读不到")
        elif found != parameter.value:
            yield source.fault(
                ["parameters", name],
                f"参数 {name}：原文是 {found}，编写时是 {parameter.value}，请核对相关条件、说明和案例",
            )
    for index, track in enumerate(pack.info.tracks):
        if pack.clause(track.clause) is None:
            yield source.fault(["tracks", index], f"条款 {track.clause} 不存在")


def _criteria(pack: Pack, source: Source | None) -> Iterator[str]:
    if source is None:
        return
    known = {spec.name for spec in pack.facts}
    for index, criterion in enumerate(pack.criteria):
        clause = pack.clause(criterion.clause)
        if clause is None:
            yield source.fault([index, "clause"], f"{criterion.id}：条款 {criterion.clause} 不存在")
            continue
        if criterion.modality not in pack.info.modalities:
            yield source.fault(
                [index, "modality"], f"{criterion.id}：“{criterion.modality}”不在 pack.yaml 的 modalities 里"
            )
        for words in criterion.words:
            if words not in clause.text:
                yield source.fault(
                    [index, "words"],
                    f"{criterion.id}：“{words}”不在条款 {criterion.clause} 里，该条件不再使用",
                )
        for name in _names_of(criterion) - known:
            yield source.fault([index], f"{criterion.id}：facts.yaml 没有名为 {name} 的事实")
        for key, text in criterion.because.items():
            unknown = set(_NAME.findall(text)) - known - set(pack.parameters)
            for name in sorted(unknown):
                yield source.fault([index, "because", key], f"{criterion.id}：不认识 {{{name}}}")
            for path in marks(text):
                if pack.clause(path) is None:
                    yield source.fault([index, "because", key], f"{criterion.id}：条款 {path} 不存在")


def _hindrances(pack: Pack, source: Source | None) -> Iterator[str]:
    if source is None:
        return
    known = {spec.name for spec in pack.facts}
    for index, each in enumerate(pack.hindrances):
        for name in sorted(set(each.facts) - known):
            yield source.fault([index, "facts"], f"{each.name}：facts.yaml 没有名为 {name} 的事实")


def _names_of(criterion: Criterion) -> set[str]:
    groups = (*criterion.unmet, *criterion.unclear, *criterion.met)
    return {condition.fact for group in groups for condition in group} | set(criterion.facts)


def _silences(pack: Pack, source: Source | None) -> Iterator[str]:
    if source is None:
        return
    for index, silence in enumerate(pack.silences):
        for path in (*silence.clauses, *marks(silence.nearest)):
            if pack.clause(path) is None:
                yield source.fault(["silences", index], f"{silence.id}：条款 {path} 不存在")
        for sentence in sentences(silence.nearest):
            for fault in _disagree(pack, sentence):
                yield source.fault(["silences", index, "nearest"], f"{silence.id}：{fault}")


def _lexicon(pack: Pack, source: Source | None) -> Iterator[str]:
    if source is None:
        return
    groups: dict[str, Mapping[str, tuple[str, ...]]] = {
        "intents": pack.lexicon.intents,
        "tracks": {str(track): patterns for track, patterns in pack.lexicon.tracks.items()},
    }
    for group, entries in groups.items():
        for name, patterns in entries.items():
            for index, pattern in enumerate(patterns):
                try:
                    re.compile(pattern)
                except re.error as error:
                    yield source.fault([group, name, index], f"正则有误：{error}")


def _guides(pack: Pack) -> Iterator[str]:
    for guide in pack.guides:
        place = f"{guide.file}:{guide.line}"
        for text in (guide.text, guide.correction):
            for path in marks(text):
                if pack.clause(path) is None:
                    yield f"{place}: {guide.id}：条款 {path} 不存在"
            for name in sorted(set(_NAME.findall(text)) - set(pack.parameters)):
                yield f"{place}: {guide.id}：不认识 {{{name}}}"
            for sentence in sentences(text):
                for fault in _disagree(pack, sentence):
                    yield f"{place}: {guide.id}：{fault}"
        if not marks(guide.text):
            yield f"{place}: {guide.id}：没有标条款"


def _questions(pack: Pack) -> Iterator[str]:
    """Questions for an entry that does not exist, and one question given to two entries."""
    asks = {guide.id: guide.asks for guide in pack.guides} | {item.id: item.asks for item in pack.silences}
    asks |= {other.id: other.asks for other in pack.off_topic}
    owner: dict[str, str] = {}
    for source in (asks, pack.questions):
        for name, questions in source.items():
            for question in questions:
                if owner.setdefault(question, name) != name:
                    yield f"{pack.info.id}/questions:1: “{question}”同时属于 {owner[question]} 和 {name}"
    for name in sorted(set(pack.questions) - set(asks)):
        yield f"{pack.info.id}/questions:1: 没有编号为 {name} 的说明、未规定事项或别的话题"


def _disagree(pack: Pack, sentence: str) -> list[str]:
    cited = [clause for path in marks(sentence) if (clause := pack.clause(path))]
    sums = [fill(each, pack) for each in re.findall(r"\{\w+(?:\+\w+)+\}", sentence)]
    return disagreements(fill(sentence, pack), cited, pack.info.hedges, sums) if cited else []


def _cases(pack: Pack, source: Source | None) -> Iterator[str]:
    if source is None:
        return
    for index, case in enumerate(pack.cases):
        verdict = judge(pack, facts_of(case, pack), _day(case), case.track, "partner_count" in case.facts)
        if verdict.outcome != case.outcome:
            yield source.fault(
                [index, "outcome"], f"案例“{case.title}”：应为 {case.outcome}，判定为 {verdict.outcome}"
            )
        got = {row.id: row.outcome for row in verdict.criteria}
        for name, wanted in case.criteria.items():
            if got.get(name) != wanted:
                yield source.fault(
                    [index, "criteria", name],
                    f"案例“{case.title}”：{name} 应为 {wanted}，判定为 {got.get(name)}",
                )


def facts_of(case: Case, pack: Pack) -> dict[str, Fact]:
    """The facts of a case as the criteria read them; an event is written {grade, date}."""
    found = {}
    for name, value in case.facts.items():
        if isinstance(value, dict):
            day = value.get("date")
            day = date.fromisoformat(str(day)) if day else None
            value = {"grade": value.get("grade", "unknown"), "earliest": day, "latest": day}
        spec = pack.fact(name)
        label = next((v.label for v in spec.values if v.value == value), str(value)) if spec else str(value)
        found[name] = Fact(name=name, value=value, sightings=(Sighting(value=value, by="user", label=label),))
    return found


def _day(case: Case) -> date:
    return date.fromisoformat(case.today) if case.today else date.today()


def _examples(pack: Pack, source: Source | None) -> Iterator[str]:
    """Empty groups, and questions that stand twice."""
    if source is None:
        return
    seen: set[str] = set()
    for index, group in enumerate(pack.examples):
        if not group.role.strip() or not group.asks:
            yield source.fault([index], "示例问题要写明谁在问（role）和问什么（asks）")
        for place, ask in enumerate(group.asks):
            if not ask.strip() or ask in seen:
                yield source.fault([index, "asks", place], f"示例问题“{ask}”是空的或写了两遍")
            seen.add(ask)
