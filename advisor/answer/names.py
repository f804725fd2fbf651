"""The names a platform is to bear, read out of a story, and the text without them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.answer.events import Story
from advisor.answer.sightings import sighting
from advisor.domain import Sighting
from advisor.pack.model import FactSpec, Pack

QUOTED = re.compile(r"[“\"「『《‘'【]([^”\"」』》’'】]{2,40})[”\"」』》’'】]")
_PLATFORM = re.compile(r"(?:实验室|中心|基地|机构|平台)$")
_SPOKEN = re.compile(r"我|咱|俺|[吗不没](?=$|[，。？])|能[不报]")
"""what stands in quotation marks is speech, no name: “我们德州的公司，能报不”"""
_NAME_OF = re.compile(r"的?(?:名义|名头|章)")
_NO_NAME = re.compile(r"报|申请|自己|我们|(?<!有限)公司|有没有|[像要能可必得吗]|怎|什么|哪")


def without_names(text: str) -> str:
    """The text with the names in quotation marks blanked out."""
    return QUOTED.sub(
        lambda match: (
            match[0]
            if _SPOKEN.search(match[1]) or _NAME_OF.match(text[match.end() :])
            else "□" * len(match[0])
        ),
        text,
    )


def without_called(text: str, pack: Pack) -> str:
    """The text with the names that follow a word of naming blanked out (叫某某有限公司研究中心)."""
    for spec in pack.facts:
        if spec.kind == "name":
            for match in _called(spec, text):
                text = text[: match.start(1)] + "□" * len(match[1]) + text[match.end(1) :]
    return text


def _called(spec: FactSpec, text: str) -> Iterator[re.Match[str]]:
    """Names without quotation marks after a word of naming."""
    words = "|".join(re.escape(word) for word in spec.words)
    pattern = rf"(?:{words})(?:为|成|作|是|个)?[:：，]?([\w+＋]{{3,24}}?{_PLATFORM.pattern[:-1]})"
    return (match for match in re.finditer(pattern, text) if not _NO_NAME.search(match[1]))


def read_name(spec: FactSpec, story: Story) -> Iterator[Sighting]:
    """Names in quotation marks or after a word of naming; one that ends as a platform's does comes first."""
    text = story.text
    quoted = []
    for match in QUOTED.finditer(text):
        around = text[max(0, match.start() - 14) : match.end() + 10]
        whole = bool(_PLATFORM.search(match[1]))
        if not whole and match[1] in story.quoted:
            continue
        if whole or any(word in around for word in spec.words):
            quoted.append((not whole, sighting(spec, match[1], match[0])))
    yield from (each for _, each in sorted(quoted, key=lambda item: item[0]))
    for match in _called(spec, text):
        yield sighting(spec, match[1], match[0])
