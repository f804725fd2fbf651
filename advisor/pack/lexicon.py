"""The shape of lexicon.yaml: how people say what the text says."""

from __future__ import annotations

from pydantic import Field

from advisor.domain import Track
from ingest.document import Frozen


class Term(Frozen):
    """lexicon.yaml: a word of the text (or of ours) and how people say it."""

    term: str
    says: tuple[str, ...]


class Lexicon(Frozen):
    """lexicon.yaml"""

    terms: tuple[Term, ...] = ()
    tracks: dict[Track, tuple[str, ...]] = Field(default_factory=dict)
    together: str = ""
    """what all types are called where a question lists them: the words of the typical questions about all"""
    purposes: dict[Track, tuple[str, ...]] = Field(default_factory=dict)
    """weighted words of what each type is for: `word` or `word*3`"""
    intents: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    typos: dict[str, str] = Field(default_factory=dict)
    vocabulary: tuple[str, ...] = ()
    """words that mark a question as being about this programme"""
