"""Set phrases around the data, Chinese and English. They state nothing of any policy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.domain import Citation
from advisor.pack.model import PackInfo, TrackInfo


@dataclass(frozen=True)
class Phrases:
    """The phrases in the language of the question, about the text that is called `short`."""

    short: str
    english: bool = False

    @property
    def stop(self) -> str:
        """What ends a sentence."""
        return "." if self.english else "。"

    @property
    def met(self) -> str:
        """Leads the list of conditions that hold."""
        return "Met as described: " if self.english else "对得上的条件："

    @property
    def judged(self) -> str:
        """Leads what the experts decide."""
        return "Judged by the review: " if self.english else "还有由评审认定的："

    @property
    def still_needed(self) -> str:
        """Leads the conditions still open."""
        return "To be confirmed: " if self.english else "还需要确认："

    @property
    def besides(self) -> str:
        """Leads the conditions that weigh less and that nothing told settles."""
        return "Asked for as well: " if self.english else "另外还要做到："

    @property
    def needed(self) -> str:
        """Leads what a type asks of its applicants."""
        return "It asks for: " if self.english else "要具备："

    def passed(self, first: date, last: date, today: date) -> str:
        """Whether a time that ends between two days is over."""
        if last < today:
            return "到今天已经过期"
        return "到今天还没有到期" if first > today else "到今天过没过期要看起算日"

    @property
    def not_so(self) -> str:
        """Leads a silence when the asker asserts something about it."""
        return (
            "That is not in the text." if self.english else f"{self.short}里没有这样的说法，不是原文的规定。"
        )

    @property
    def otherwise(self) -> str:
        """Leads a point of the text when the asker asserts something about it."""
        return "If you have heard otherwise, that is not correct." if self.english else ""

    def with_quote(self, sentence: str, said: str) -> str:
        """A condition with the asker's words it rests on."""
        return f'{sentence} (you say "{said.strip()}")' if self.english else f"{sentence}（您说“{said}”）"

    def join(self, parts: Iterable[str]) -> str:
        """Several clauses in one sentence."""
        return ("; " if self.english else "；").join(parts)

    def verdict(self, outcome: str, track: str) -> str:
        """The first line of a case."""
        target = f"申报{track}" if track else "申报"
        if self.english:
            return {
                "ineligible": "No. As described, the unit cannot apply (不能申报).",
                "eligible": "Yes. As described, the stated conditions look met and the unit can apply (可以申报).",
                "needs_info": "It depends: some conditions still need to be confirmed (还需确认).",
                "unclear": "It depends: this point must be confirmed first (需先确认).",
            }[outcome]
        return {
            "ineligible": f"按您说的情况，不能{target}：不符合下面的条件。",
            "eligible": f"按您说的情况，可以{target}，{self.short}列出的条件没有看到不符合的。",
            "needs_info": f"能否{target}还不能下结论，要看下面几点是否满足。",
            "unclear": f"能否{target}要先确认下面这一点，现在还不能下结论。",
        }[outcome]

    def next_step(self, outcome: str, info: PackInfo) -> str:
        """The last line: what to do."""
        if self.english:
            return info.ask_whom_english + "."
        if outcome == "ineligible":
            return f"如果情况有出入或已经变化，{info.ask_whom}。"
        return f"{info.ask_whom}。"

    def fits(self, track: TrackInfo, words: Sequence[str]) -> str:
        """The type that fits best, and the told words that speak for it."""
        if self.english:
            return f"The best fit is the {track.english} ({track.name})."
        told = f"（您提到的{'、'.join(words[:4])}与它的任务对得上）" if words else ""
        return f"更适合申报{track.name}{told}。"

    def purpose(self, track: TrackInfo) -> str:
        """What the type is for."""
        return f"{'Its purpose: ' if self.english else ''}{track.short}{track.purpose}"

    def close_second(self, track: TrackInfo) -> str:
        """Another type that comes close."""
        return f"{track.short}也比较接近：{track.purpose}[{track.clause}]。"

    def original(self, citation: Citation, path: str) -> str:
        """The words of the clause, quoted."""
        label = "Text" if self.english else "原文"
        return f"{label}：“{citation.quote.strip()}”[{path}]"

    def said(self, citation: Citation, path: str, document: str, lead: Citation | None, above: str) -> str:
        """The words of a clause nobody explained, after the document and the number they stand under."""
        if not document:
            return self.original(citation, path)
        place = f"《{document.strip('《》')}》{citation.heading}"
        before = f"“{lead.quote.strip()}”[{above}]" if lead else ""
        return f"{place}{':' if self.english else '：'}{before}“{citation.quote.strip()}”[{path}]"

    def not_found(self, info: PackInfo) -> str:
        """Nothing in the text answers the question."""
        if self.english:
            return f"The text does not mention this. {info.ask_whom_english}."
        return f"{info.short}没有提到这一点，未作规定。{info.ask_whom}。"
