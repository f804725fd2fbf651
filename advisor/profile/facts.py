"""The applicant's facts, every sighting kept with its file and place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from advisor.domain import Fact, Profile, Sighting
from advisor.pack.checking import Checking, FieldRow
from advisor.pack.squeeze import squeeze
from advisor.profile.introduced import introduced, named_alone
from advisor.profile.labels import fields_of, is_signing
from advisor.profile.organisations import (
    could_be_named,
    is_organisation,
    most_common,
    organisation,
    split_organisations,
)
from advisor.profile.reading import Labelled, Reading
from ingest.codes import find_unified_codes

_APPLICANT = ("unit_name", "registered_name", "promised_name", "signed_name")
_UNFILLED = re.compile(r"[【\[]待?补")
"""a mark of what is still to be filled in is no value"""
_ENDED = re.compile(r"^[“\"「]+|[”\"」。；;，,]+$")
"""the stop of a sentence, quotation marks: no part of a name"""
_WEIGHTS = {
    "unit_name": 3.0,
    "registered_name": 2.0,
    "promised_name": 1.5,
    "signed_name": 1.5,
    "lead_name": 1.5,
}
_FIRST_PARTY = {
    "application-form",
    "annual-report",
    "change-filing",
    "commitment",
    "licence",
    "credit-report",
}
_ABOUT_IT = _FIRST_PARTY | {"recommendation"}
"""Papers on the applicant itself, in which a name of any kind of unit may be its own."""


def read_profile(readings: Iterable[Reading], checking: Checking) -> Profile:
    """Facts by name out of every labelled value; `unit_name` is the name most sightings agree on."""
    readings = tuple(readings)
    sightings: dict[str, list[Sighting]] = {}
    for reading in readings:
        for item in reading.labelled:
            for row in fields_of(item.label, reading.file.material, checking):
                for value in _values(row, item, checking, own=reading.file.material in _ABOUT_IT):
                    sightings.setdefault(row.id, []).append(_sighting(value, item))
        for sighting in _codes(reading):
            sightings.setdefault("uscc", []).append(sighting)
    if "platform_name" not in sightings:
        units = {str(seen.value) for seen in sightings.get("unit_name", ())}
        if told := named_alone(readings, checking, units) or introduced(readings, checking):
            sightings["platform_name"] = told
    for sighting in _related(readings, checking):
        sightings.setdefault("related", []).append(sighting)
    misread = frozenset(reading.path for reading in readings if reading.document.ocr)
    facts = [
        Fact(name=name, value=_choose(seen, misread), sightings=tuple(seen))
        for name, seen in sightings.items()
    ]
    profile = Profile().with_facts(*facts)
    applicant = tuple(_applicant(profile, readings))
    return profile.with_facts(*applicant, *_partners(profile), *_platform(profile, applicant, misread))


def _values(row: FieldRow, item: Labelled, checking: Checking, *, own: bool) -> Iterator[str]:
    value = item.value.strip()
    if not value or squeeze(value) in checking.words("nothing") or _UNFILLED.search(value):
        return
    ends = checking.words("organisation_ends")
    if row.many:
        yield from split_organisations(value, ends)
    elif row.kind == "organisation":
        name = organisation(value)
        other = own and could_be_named(name, checking.words("platform_ends"))
        if is_organisation(name, ends) or other or row.id in {"recommender"}:
            yield name
    elif row.kind == "code":
        codes = find_unified_codes(f"统一社会信用代码：{squeeze(value)}")
        yield codes[0].code if codes else squeeze(value)
    elif row.kind == "person":
        # （签字）： is a line to be signed and no name.
        name = person_name(value, checking.words("compound_surnames"))
        if re.search(r"[^\W\d_]", name):
            yield name
    elif not is_signing(item.label):
        whole = (
            squeeze(value) if row.id in {"platform_name", "address", "entity_type", "track_name"} else value
        )
        yield _ENDED.sub("", whole) if row.id == "platform_name" else whole


def person_name(value: str, surnames: tuple[str, ...]) -> str:
    """The names a cell begins with: 张  三 and 欧阳 修 are set apart for looks, 李明 教授 is a name and a title."""
    told = re.split(r"[，,；;\d（(]", re.sub(r"^\s*(?:签字|签章|签名)\s*[：:]", "", value))[0].strip()
    return "、".join(_spelt(part.strip(), surnames) for part in told.split("、"))


def _spelt(text: str, surnames: tuple[str, ...]) -> str:
    pieces = re.split(r"[\s　]+", text)
    if all(re.fullmatch(r"[A-Za-z.'’\-]+", piece) for piece in pieces):
        return " ".join(pieces)
    name = pieces[0]
    for piece in pieces[1:]:
        # A surname alone is no name; a name has two characters after its surname at most.
        letter = len(piece) == 1 and 1 < len(name) < 3 and len(pieces[0]) == 1
        if not (len(name) == 1 or name in surnames or letter) or len(piece) > 2:
            break
        name += piece
    return name


def _sighting(value: str, item: Labelled) -> Sighting:
    return Sighting(
        value=value, by="pattern", quote=item.value, file=item.file, place=item.place, label=item.label
    )


def _codes(reading: Reading) -> Iterator[Sighting]:
    """Codes in running text and in recognised pictures, where no label cell stands before them."""
    labelled = {squeeze(item.value).upper() for item in reading.labelled}
    for found in find_unified_codes(reading.document.text):
        if found.code not in labelled:
            place = reading.place(found.start, found.end)
            yield Sighting(value=found.code, by="pattern", quote=found.quote, file=reading.path, place=place)


def _related(readings: tuple[Reading, ...], checking: Checking) -> Iterator[Sighting]:
    """Organisations that sentences about a change name: former names, units merged in or taken over."""
    about = re.compile("|".join(checking.words("change_words")))
    new = re.compile(rf"(?:{'|'.join(checking.words('new_name_words'))})$")
    ends = "|".join(sorted(checking.words("organisation_ends"), key=len, reverse=True))
    name = re.compile(rf"(?:^|[^\u4e00-\u9fff]|[由因原经将被与和])([\u4e00-\u9fff（）()]{{3,24}}?(?:{ends}))")
    for reading in readings:
        if reading.file.material not in {
            "change-filing",
            "registration-notice",
            "recommendation",
            "annual-report",
        }:
            continue
        for sentence in reading.sentences:
            if about.search(sentence.bare):
                for found in name.finditer(sentence.bare):
                    if new.search(sentence.bare[: found.start(1)]):
                        continue
                    yield Sighting(
                        value=found.group(1),
                        by="pattern",
                        quote=sentence.text,
                        file=reading.path,
                        place=sentence.place,
                    )


def _choose(seen: list[Sighting], misread: frozenset[str | None]) -> str | None:
    """The value most sightings give; what was recognised in a picture counts half."""
    return most_common((str(s.value), 0.5 if s.file in misread else 1.0) for s in seen)


def _applicant(profile: Profile, readings: tuple[Reading, ...]) -> Iterator[Fact]:
    first = {reading.path for reading in readings if reading.file.material in _FIRST_PARTY}
    named = [
        (sighting, _WEIGHTS[name])
        for name in _APPLICANT
        for sighting in profile.sightings(name)
        if sighting.file in first or name != "signed_name"
    ]
    seen = [sighting for sighting, _ in named]
    votes = list(_by_paper(named))
    if not votes:
        votes = [(str(s.value), 1.0) for s in profile.sightings("lead_name")]
    new = profile.sightings("new_name")
    votes += [(str(s.value), 3.0) for s in new]
    unique = {(s.file, s.place.start if s.place else 0): s for s in (*seen, *new)}
    yield Fact(
        name="applicant", value=_most_spelt(most_common(votes), readings), sightings=tuple(unique.values())
    )


def _by_paper(named: list[tuple[Sighting, float]]) -> Iterator[tuple[str, float]]:
    """One vote a paper, however often the name stands in it, shared by the names it gives: what a paper repeats weighs no
    more than what the licence says once."""
    papers: dict[str | None, list[tuple[Sighting, float]]] = {}
    for sighting, weight in named:
        papers.setdefault(sighting.file, []).append((sighting, weight))
    for seen in papers.values():
        most = max(weight for _, weight in seen)
        places = {s.place.start if s.place else index: str(s.value) for index, (s, _) in enumerate(seen)}
        yield from ((value, most / len(places)) for value in places.values())


def _most_spelt(name: str | None, readings: tuple[Reading, ...]) -> str | None:
    """A name that only recognition gave, in the spelling most of the package has: one or two characters are misread."""
    if name is None or any(name in squeeze(r.text) for r in readings if not r.document.ocr):
        return name
    misread = re.compile("|".join(_but_one(name)))
    seen = [
        (found.group(), 0.5 if r.document.ocr else 1.0)
        for r in readings
        for found in misread.finditer(squeeze(r.text))
    ]
    return most_common(seen) or name


def _but_one(name: str) -> Iterator[str]:
    """Expressions for the name with any one character another."""
    yield re.escape(name)
    for index in range(len(name)):
        yield re.escape(name[:index]) + r"[\u4e00-\u9fff]" + re.escape(name[index + 1 :])


def _platform(
    profile: Profile, applicant: tuple[Fact, ...], misread: frozenset[str | None]
) -> Iterator[Fact]:
    """The platform's name without the applicant's that a cover ran together with it."""
    unit = squeeze(str(applicant[0].value or "")) if applicant else ""
    fact = profile.facts.get("platform_name")
    if fact is not None and unit and any(str(s.value).endswith(unit) for s in fact.sightings):
        seen = [s.model_copy(update={"value": str(s.value).removesuffix(unit)}) for s in fact.sightings]
        seen = [s for s in seen if s.value]
        yield Fact(name="platform_name", value=_choose(seen, misread), sightings=tuple(seen))


def _partners(profile: Profile) -> Iterator[Fact]:
    """Partners are never the applicant or the lead."""
    own = {profile.value("lead_name"), profile.value("unit_name")}
    fact = profile.facts.get("partners")
    if fact is not None:
        seen = tuple(s for s in fact.sightings if s.value not in own)
        yield Fact(
            name="partners", value=tuple(dict.fromkeys(str(s.value) for s in seen)) or None, sightings=seen
        )
