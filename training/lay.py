"""Lay questions with their answering articles: the only bridge from everyday words to the law's."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from training.corpus import Passage, Question
from training.pairs import Bag
from training.tokens import encode, padded

ASKED = 64  # tokens of a question
SHELF = 200  # tokens of an article with its name
CONFUSING = 50  # wrong articles kept for each question
WRONG = 4  # of them drawn for each question and step


@dataclass(frozen=True)
class LayBatch:
    """Questions [n], articles [m] of which the first n answer them in order, and what else answers [n, m]."""

    asked: Bag
    articles: Bag
    also_right: torch.Tensor

    def loss(self, asked: torch.Tensor, articles: torch.Tensor, temperature: float) -> torch.Tensor:
        """Cross entropy of each question's article among all; others that answer it too do not count."""
        scores = (asked @ articles.T / temperature).masked_fill(self.also_right, -torch.inf)
        return F.cross_entropy(scores, torch.arange(len(scores), device=scores.device))


class LayQuestions:
    """Training questions over the statute corpus, with the wrong articles the model takes for right."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        segmenters: list[Tokenizer],
        asked: list[Question],
        shelf: list[Passage],
        device: torch.device,
        draw: torch.Generator,
    ) -> None:
        spot = {passage.id: number for number, passage in enumerate(shelf)}
        asked = [question for question in asked if any(gold in spot for gold in question.gold)]
        texts = [question.text for question in asked]
        self.asked = [Bag(padded(encode(s, texts), ASKED).to(device)) for s in segmenters]
        articles = encode(tokenizer, [f"{passage.name} {passage.text}" for passage in shelf])
        self.shelf = Bag(padded(articles, SHELF).to(device))
        pairs = [(n, spot[g]) for n, q in enumerate(asked) for g in sorted(q.gold) if g in spot]
        self.pairs = torch.tensor(pairs, device=device).reshape(-1, 2)
        self.draw = draw
        self.confusing = torch.zeros(len(asked), CONFUSING, dtype=torch.long, device=device)

    @torch.no_grad()
    def find_confusing(self, table: torch.nn.Module) -> None:
        """Look up, with the model as it stands, the nearest articles that do not answer each question."""
        shelf = torch.cat([table(Bag(part))[0] for part in self.shelf.ids.split(8192)])
        scores = table(self.asked[0])[0] @ shelf.T
        scores[self.pairs[:, 0], self.pairs[:, 1]] = -torch.inf
        self.confusing = scores.topk(CONFUSING, dim=1).indices

    def batch(self, size: int) -> LayBatch:
        """`size` questions, an answering article for each, then WRONG confusing ones for each."""
        drawn = torch.randint(len(self.pairs), (size,), generator=self.draw, device=self.pairs.device)
        asked, right = self.pairs[drawn].T
        number = int(torch.randint(len(self.asked), (1,), generator=self.draw, device=self.draw.device))
        choice = torch.randint(CONFUSING, (size, WRONG), generator=self.draw, device=self.pairs.device)
        columns = torch.cat([right, self.confusing[asked].gather(1, choice).flatten()])
        return LayBatch(
            Bag(self.asked[number].ids[asked]).without(0.2, self.draw),
            Bag(self.shelf.ids[columns]).without(0.4, self.draw),
            self._also_right(asked, columns, size),
        )

    def _also_right(self, asked: torch.Tensor, columns: torch.Tensor, size: int) -> torch.Tensor:
        """True where a column other than the question's own also answers it."""
        width = len(self.shelf.ids)
        known = self.pairs[:, 0] * width + self.pairs[:, 1]
        right = torch.isin(asked[:, None] * width + columns[None, :], known)
        right[torch.arange(size), torch.arange(size)] = False
        return right
