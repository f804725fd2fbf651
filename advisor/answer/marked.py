"""A text as tokens: characters, but words of one class as one token, so that what is learnt of one word holds for its class.

`我们是济南的，给深圳的个体户做软件` is ‹self›是‹inside›的，给‹outside›的‹entity.individual_business›做软件.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from advisor.answer.places import is_word, side
from advisor.pack.model import Pack
from advisor.pack.patterns import compiled
from ingest.divisions import find_divisions

_OTHER = re.compile(
    r"客户|供应商|供货[商方]|股东|投资[方人]|母公司|总公司|总部|子公司|集团|合作(?:方|伙伴|单位|企业|公司)|甲方|乙方|(?:竞争)?对手|同行|邻居|"
    r"隔壁|对门|朋友|表[哥弟姐妹]|亲戚|老板|法人代表|法定代表人|员工|职工|同事|上游|下游|代理商|经销商|中介|承包商|外包|别人|人家|他们|别家|"
    r"学生|租户|入驻企业|另一家|customer|supplier|parent|subsidiary|competitor|employee"
)
_SELF = re.compile(
    r"我们|我(?:司|公司|单位|校|院|厂|所|局)|俺们?|咱们?|本(?:公司|单位|院|校|所|厂|集团|局|人)|自己|\b(?:our|we)\b"
)
_GRAVE = re.compile(r"重大|特大|特别|严重|死[了亡]?\D{0,3}十")
_MILD = re.compile(r"较大|一般|轻微|小额|警告")
_YEAR = re.compile(
    r"(?<!\d)(?:20)?\d{2}年(?!前|来|多|了)|(?:[一两二三四五六七八九十]|十[一二三四五六七八九]|\d{1,2})多?年(?:之?前|以前)"
)
"""how long ago something was is not for this to weigh: of events the conditions do, by their days"""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Token(NamedTuple):
    """A character or a class of words, with its place in the text."""

    text: str
    start: int
    end: int


def tokens(text: str, pack: Pack) -> list[Token]:
    """The normalised text as tokens; of classes that overlap the one that starts first stands, of these the longest."""
    found: list[Token] = []
    at = 0
    for token in sorted(_marks(text, pack), key=lambda each: (each.start, each.start - each.end)):
        if token.start < at:
            continue
        found += [Token(text[place], place, place + 1) for place in range(at, token.start)]
        found.append(token)
        at = token.end
    return found + [Token(text[place], place, place + 1) for place in range(at, len(text))]


def _marks(text: str, pack: Pack) -> Iterator[Token]:
    """Every word of a class, those of the pack first."""
    for kind, pattern in _words_of(pack):
        yield from (Token(kind, *match.span()) for match in pattern.finditer(text) if match[0])
    home = next((spec.division for spec in pack.facts if spec.division), "")
    for place in find_divisions(text) if home else ():
        value = side(place, home) if is_word(text, place) else None
        if value:
            yield Token(f"‹place.{value}›", place.start, place.end)
    for kind, pattern in (("‹other›", _OTHER), ("‹self›", _SELF), ("‹grave›", _GRAVE), ("‹mild›", _MILD)):
        yield from (Token(kind, *match.span()) for match in pattern.finditer(text))
    yield from (Token("‹year›", *match.span()) for match in _YEAR.finditer(text))
    yield from (Token("‹number›", *match.span()) for match in _NUMBER.finditer(text))


@lru_cache(maxsize=4)
def _patterns(mentions: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, compiled("|".join(words))) for kind, words in mentions)


def _words_of(pack: Pack) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The classes of the pack's hindrances, each with a pattern of its words."""
    return _patterns(
        tuple(
            (f"‹{each.name}.{value}›", words)
            for each in pack.hindrances
            for value, words in each.mentions.items()
        )
    )
