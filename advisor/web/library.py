"""The clauses as the page shows them: found by a mark, with what stands above them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from advisor.domain import Citation, Clause
from advisor.web.marks import short_number


class Library:
    """The clauses of one pack by id. A mark may leave out the pack's own prefix."""

    def __init__(self, clauses: Iterable[Clause]) -> None:
        self.clauses = {clause.id: clause for clause in clauses}
        self.prefix = next(iter(self.clauses), "/").split("/", 1)[0]

    def find(self, mark: str) -> Clause | None:
        """The clause a mark points to, None when there is none."""
        return self.clauses.get(mark if "/" in mark else f"{self.prefix}/{mark}")

    def name(self, mark: str) -> str:
        """The number people read for a mark, 四（五）; the mark itself when it points nowhere."""
        clause = self.find(mark)
        return mark if clause is None else short_number(clause.heading)

    def texts(self) -> str:
        """Every clause by id as JSON for the browser's panel: heading, text, and the id of the clause above it."""
        every = self.clauses.values()
        return json.dumps(
            {each.id: [each.heading, each.text.strip(), each.parent] for each in every}, ensure_ascii=False
        )

    def roots(self) -> list[Clause]:
        """The clauses with nothing above them, in reading order."""
        return [clause for clause in self.clauses.values() if clause.parent is None]

    def children(self, clause: Clause) -> list[Clause]:
        """The clauses right below this one."""
        return [self.clauses[child] for child in clause.children if child in self.clauses]

    def cited(self, citations: Iterable[Citation]) -> list[tuple[Clause, list[Citation]]]:
        """The cited clauses in order of weight, each with its citations."""
        groups: dict[str, list[Citation]] = {}
        for citation in citations:
            groups.setdefault(citation.clause, []).append(citation)
        found = ((self.find(mark), group) for mark, group in groups.items())
        return [(clause, group) for clause, group in found if clause is not None]
