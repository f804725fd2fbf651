"""Does a sentence agree with the clauses it cites? Numbers, hedges, modality, places and quoted words are compared.

Used on every explanation of a pack when it is linted, and on every sentence a language model words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from advisor.domain import Clause
from ingest.chinese import find_numbers, narrow
from ingest.divisions import find_divisions

_MARK = re.compile(r"\[([\w.:-]+)\]")
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]?")
_QUOTED = re.compile(r"“([^”]{2,})”|「([^」]{2,})」")
_COUNTED = re.compile(r"^(?:个|家|所|年|月|日|天|名|人|次|份|%|％|万|亿|元|号|批)")
_HEDGES = ("原则上", "左右", "视情", "争取", "鼓励")
_OBLIGATION = re.compile(r"必须|须|应当|应|不得|一律")
_PERMISSION = re.compile(r"可以|可")


def marks(text: str) -> tuple[str, ...]:
    """The clause paths in a text's marks, [4.5], in order, each once."""
    return tuple(dict.fromkeys(_MARK.findall(text)))


def unmarked(text: str) -> str:
    """The text without its clause marks."""
    return _MARK.sub("", text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its full stop and marks."""
    return [piece.strip() for piece in _SENTENCE.findall(text) if piece.strip()]


def disagreements(sentence: str, clauses: Sequence[Clause], allowed: Iterable[str] = ()) -> list[str]:
    """Why the sentence does not agree with the clauses, in Chinese; empty when it does.

    `allowed` are words known from elsewhere (the asker's own facts), whose numbers and places need no clause.
    """
    source = "\n".join(clause.text for clause in clauses)
    told = "\n".join(allowed)
    plain = unmarked(sentence)
    faults = [f"引号里的“{words}”不在条款中" for words in _false_quotes(plain, source)]
    faults += [f"数字“{number}”不在条款中" for number in _foreign_numbers(plain, source, told)]
    faults += [f"地名“{place}”不在条款中" for place in _foreign_places(plain, source, told)]
    faults += _modality(plain, source)
    return faults


def _false_quotes(plain: str, source: str) -> list[str]:
    quotes = [first or second for first, second in _QUOTED.findall(plain)]
    return [words for words in quotes if words not in source]


def _foreign_numbers(plain: str, source: str, told: str) -> list[str]:
    known = {number.value for number in find_numbers(source)} | {number.value for number in find_numbers(told)}
    counted = [n for n in find_numbers(plain) if _COUNTED.match(narrow(plain)[n.end :])]
    return [number.quote for number in counted if number.value not in known]


def _foreign_places(plain: str, source: str, told: str) -> list[str]:
    known = {place.name for place in find_divisions(source + told)}
    return [place.quote for place in find_divisions(plain) if not any(place.name in name for name in known)]


def _modality(plain: str, source: str) -> list[str]:
    """A hedge of the clause must stay with its number; a permission must not become a duty."""
    faults = []
    for hedge in _HEDGES:
        for match in re.finditer(rf"{hedge}[^，。；、]{{0,8}}?(\d+)|(\d+)个{hedge}", source):
            number = match[1] or match[2]
            if re.search(rf"(?<!\d){number}(?!\d)", plain) and hedge not in plain:
                faults.append(f"漏了“{hedge}”")
    if re.search(r"必须", plain) and not _OBLIGATION.search(source) and _PERMISSION.search(source):
        faults.append("把“可以”说成了“必须”")
    return faults
