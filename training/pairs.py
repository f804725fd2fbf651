"""Draw training pairs from passages on the device: what someone might ask, and the text that answers."""

from dataclasses import dataclass

import torch

from training.tokens import PAD, Rows

QUERY = 40  # tokens kept of one query
# Shares of: a clause asked of the rest, keywords, keywords with the law's name, the title alone.
TASKS = (0.3, 0.45, 0.15, 0.1)
CLAUSE, KEYWORDS, NAMED_KEYWORDS, HEADING = range(4)
NEIGHBOURS = 2  # articles of one law drawn together, so that a law's own articles are told apart
MOST_KEYWORDS = 8


@dataclass(frozen=True)
class Bag:
    """Token ids [n, width] (PAD where empty); a bag's vector is the sum of its tokens' vectors."""

    ids: torch.Tensor

    def without(self, share: float, draw: torch.Generator) -> "Bag":
        """The bag with a random share of its tokens dropped."""
        lost = torch.rand(self.ids.shape, generator=draw, device=self.ids.device) < share
        return Bag(self.ids.masked_fill(lost, PAD))


class PairSource:
    """Endless batches of (query, passage) from rows in several segmentations."""

    def __init__(self, segmentations: list[Rows], rarity: torch.Tensor, draw: torch.Generator) -> None:
        self.segmentations = segmentations
        self.rarity = rarity
        self.draw = draw

    def batch(self, size: int) -> tuple[Bag, Bag]:
        """`size` queries and, in the same order, the passages that answer them."""
        rows = self._choose(size)
        body, clause, title = (part[self.picked].long() for part in (rows.body, rows.clause, rows.title))
        task = torch.multinomial(
            torch.tensor(TASKS, device=body.device), size, replacement=True, generator=self.draw
        )
        words = self._keywords(body)
        asked = torch.where((task == CLAUSE)[:, None], self._one_clause(body, clause), words)
        asked &= (task != HEADING)[:, None]
        named = (task == NAMED_KEYWORDS) | (task == HEADING)
        query = torch.cat([body.masked_fill(~asked, PAD), title.masked_fill(~named[:, None], PAD)], 1)
        kept = self._kept(body, asked, task)
        shown = self._chance(size, 0.5) & (task != HEADING)
        passage = torch.cat([body.masked_fill(~kept, PAD), title.masked_fill(~shown[:, None], PAD)], 1)
        return self._compact(Bag(query).without(0.1, self.draw)), Bag(passage).without(0.4, self.draw)

    def _choose(self, size: int) -> Rows:
        number = int(
            torch.randint(len(self.segmentations), (1,), generator=self.draw, device=self.draw.device)
        )
        rows = self.segmentations[number]
        start = torch.randint(
            len(rows.body), (size // NEIGHBOURS,), generator=self.draw, device=rows.body.device
        )
        step = torch.randint(1, 5, (size // NEIGHBOURS,), generator=self.draw, device=rows.body.device)
        near = torch.arange(NEIGHBOURS, device=rows.body.device)
        self.picked = ((start[:, None] + near * step[:, None]) % len(rows.body)).flatten()
        return rows

    def _chance(self, size: int, share: float) -> torch.Tensor:
        return torch.rand(size, generator=self.draw, device=self.draw.device) < share

    def _keywords(self, body: torch.Tensor) -> torch.Tensor:
        """Two to eight tokens of each row, rare ones rather than common ones."""
        noise = torch.rand(body.shape, generator=self.draw, device=body.device).clamp(1e-9, 1 - 1e-7)
        weight = self.rarity[body.clamp(min=0)].clamp(min=0.05)
        key = torch.log(weight) - torch.log(-torch.log(noise))
        rank = key.masked_fill(body == PAD, -torch.inf).argsort(1, descending=True).argsort(1)
        count = torch.randint(2, MOST_KEYWORDS + 1, (len(body), 1), generator=self.draw, device=body.device)
        return (rank < count) & (body != PAD)

    def _one_clause(self, body: torch.Tensor, clause: torch.Tensor) -> torch.Tensor:
        """The tokens of the clause that a random token of the row stands in."""
        length = (body != PAD).sum(1).clamp(min=1)
        spot = (torch.rand(len(body), generator=self.draw, device=body.device) * length).long()
        return (clause == clause.gather(1, spot[:, None])) & (body != PAD)

    def _kept(self, body: torch.Tensor, asked: torch.Tensor, task: torch.Tensor) -> torch.Tensor:
        """Which body tokens the passage keeps: half of the time none that the query holds.

        Only then must the rest of the passage, not the shared words, lead the query home.
        """
        blind = self._chance(len(body), 0.5) | ((task == CLAUSE) & self._chance(len(body), 0.6))
        kept = (body != PAD) & ~(asked & blind[:, None])
        # A passage that is nothing but the query keeps its words.
        empty = kept.sum(1) < 4
        return torch.where(empty[:, None], body != PAD, kept)

    def _compact(self, bag: Bag) -> Bag:
        """The bag in QUERY columns; of a longer query a random part stays."""
        key = torch.rand(bag.ids.shape, generator=self.draw, device=bag.ids.device)
        spots = key.masked_fill(bag.ids == PAD, -1.0).topk(QUERY, dim=1).indices
        return Bag(bag.ids.gather(1, spots))
