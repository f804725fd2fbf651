"""May a model's wording stand for the sentence it was made from? Every difference of substance is named.

Two nets, one behind the other. The first compares what a lie would change: figures, windows, hedges,
denials, duty and permission, places, quoted words, conclusions, and the clause itself. The second knows
nothing of lies: it takes away what may vary (`wording.yaml`: words without content, words of one meaning)
and demands that the rest is the same, character for character and in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

import yaml

from advisor.agreement import differences, disagreements
from advisor.domain import Clause
from advisor.pack.model import Pack
from advisor.retrieval.lexical import words_in
from ingest.chinese import find_numbers, narrow
from ingest.document import Frozen

_BRACKETED = re.compile(r"\[[^\]]*\]|〔[^〕]*〕|【[^】]*】|\d+\.\d+")
_FOREIGN = re.compile(r"https?:|[A-Za-z]{4,}")
_SIGN = re.compile(r"[^\w 　，。；：、“”‘’（）《》+＋%％,;:()]|_")
_PUNCTUATION = re.compile(r"[^\w%+＋]|_")
_FIXED = re.compile(r"[“”‘’（）《》：。、]")
"""signs that a wording keeps; commas and semicolons are its own"""
_STUMBLE = re.compile(r"[，。；：、]{2}|\A[，。；：、]")
_PARTS = re.compile(r"[；;。]")
_MOST_LONGER = 1.6
_SHOWN = 12


class Wording(Frozen):
    """What may vary: `plain` words come and go, the words of a group in `same` stand for each other.

    `names` are never cut in two.
    """

    plain: tuple[str, ...] = ()
    same: tuple[tuple[str, ...], ...] = ()
    names: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()


def wording_of(pack: Pack) -> Wording:
    """knowledge/common/wording.yaml beside the pack, with the pack's names; without the file nothing may vary."""
    wording = _read(Path(pack.folder).parent / "common" / "wording.yaml") if pack.folder else Wording()
    names = [name for track in pack.info.tracks for name in (track.name, track.short)]
    names += [pack.info.issuer, *(who for role in pack.info.roles for who in re.split(r"[、，及]", role.who))]
    return wording.model_copy(
        update={"names": tuple(name for name in dict.fromkeys(names) if name), "hedges": pack.info.hedges}
    )


@lru_cache(maxsize=4)
def _read(path: Path) -> Wording:
    return Wording.model_validate(yaml.safe_load(path.read_text("utf-8"))) if path.is_file() else Wording()


def objections(worded: str, stated: str, clauses: Sequence[Clause], wording: Wording) -> list[str]:
    """Why `worded` may not stand for `stated`, which rests on `clauses`; in Chinese, empty when it may.

    Both come without clause marks: those are set by the program, never by the model.
    """
    if _BRACKETED.search(worded) and not _BRACKETED.search(stated):
        return ["自己写了条款编号"]
    if _FOREIGN.search(worded) and not _FOREIGN.search(stated):
        return ["混进了别的话"]
    if set(_SIGN.findall(worded)) - set(stated):
        return ["混进了别的符号"]
    if len(worded) > _MOST_LONGER * len(stated) + _SHOWN:
        return ["比原句长得多"]
    own = set(disagreements(stated, clauses, wording.hedges))
    faults = [fault for fault in disagreements(worded, clauses, wording.hedges, [stated]) if fault not in own]
    faults = faults or differences(worded, stated, wording.hedges) or _changes(worded, stated, wording)
    return faults or _broken(worded, stated, wording)


def _changes(worded: str, stated: str, wording: Wording) -> list[str]:
    """The first place where the two part in substance; what stands between full stops may change places."""
    ours, theirs = _substance(stated, wording), _substance(worded, wording)
    before, after = "".join(ours), "".join(theirs)
    if before == after or sorted(ours) == sorted(theirs):
        return []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "delete":
            return [f"漏了“{before[a:b][:_SHOWN]}”"]
        if tag == "insert":
            return [f"多了“{after[c:d][:_SHOWN]}”"]
        if tag == "replace":
            return [f"把“{before[a:b][:_SHOWN]}”改成了“{after[c:d][:_SHOWN]}”"]
    return ["次序变了"]


def _broken(worded: str, stated: str, wording: Wording) -> list[str]:
    """Signs gone astray, or the first word or name that a sign or a plain word was put into."""
    if _STUMBLE.search(worded) or _FIXED.findall(worded) != _FIXED.findall(stated):
        return ["标点乱了"]
    pattern, _ = _vocabulary(wording)
    words = {word for piece in pattern.split(stated) for word in words_in(piece) if len(word) > 1}
    words.update(name for name in wording.names if name in stated)
    cut = [word for word in sorted(words) if worded.count(word) < stated.count(word)]
    return [f"拆开了“{cut[0]}”"] if cut else []


def _substance(text: str, wording: Wording) -> list[str]:
    """What a text says, without what may vary: one string for each part between full stops."""
    plain = _with_digits(narrow(text))
    pattern, values = _vocabulary(wording)
    parts = [
        pattern.sub(lambda match: values[match[0]], part) if values else part for part in _PARTS.split(plain)
    ]
    return [kept for part in parts if (kept := _PUNCTUATION.sub("", part))]


def _with_digits(text: str) -> str:
    for number in reversed(find_numbers(text)):
        if len(number.quote) > 1 or re.match(r"[个家年月日天万亿元]", text[number.end :]):
            text = f"{text[: number.start]}{number.value.normalize():f}{text[number.end :]}"
    return text


@lru_cache(maxsize=4)
def _vocabulary(wording: Wording) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all words that may vary, longest first, and what each becomes."""
    values = dict.fromkeys(wording.plain, "")
    values |= {word: group[0] for group in wording.same for word in group}
    longest = sorted(values, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)) or r"(?!)"), values
