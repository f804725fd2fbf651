"""Passages and questions as padded token tensors, in several segmentations."""

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer

from training.corpus import Passage

PAD = -1
BODY = 160  # tokens of one row; a longer article becomes several rows
TITLE = 24  # tokens of the law's name and the nearest heading
# Share of the words of two, three and four characters that one varied segmentation does without.
LEFT_OUT = {2: 0.1, 3: 0.3, 4: 0.5}
SENTENCE = re.compile(r"[^。；，：\n]+[。；，：\n]*")


@dataclass(frozen=True)
class Rows:
    """Token ids of passage bodies [n, BODY], the clause each token stands in, and titles [n, TITLE]."""

    body: torch.Tensor
    clause: torch.Tensor
    title: torch.Tensor

    def to(self, device: torch.device) -> "Rows":
        """The same rows on `device`."""
        return Rows(self.body.to(device), self.clause.to(device), self.title.to(device))


def varied(tokenizer: Tokenizer, seed: int) -> Tokenizer:
    """A tokenizer of the same ids that must spell some longer words with shorter ones.

    Meeting a word now whole, now in parts, keeps the vectors of its characters trained.
    """
    chance = random.Random(seed)
    state = json.loads(tokenizer.to_str())
    state["model"]["vocab"] = [
        [piece, -1000.0 if chance.random() < LEFT_OUT.get(len(piece), 0.0) else score]
        for piece, score in state["model"]["vocab"]
    ]
    changed: Tokenizer = Tokenizer.from_str(json.dumps(state))
    return changed


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    """Token ids of each text, unknown ones left out."""
    return [
        [token for token in found.ids if token != 0]
        for found in tokenizer.encode_batch(list(texts), add_special_tokens=False)
    ]


def padded(sequences: Sequence[Sequence[int]], width: int) -> torch.Tensor:
    """Sequences cut or padded to `width`, as int16 [n, width]."""
    table = np.full((len(sequences), width), PAD, dtype=np.int16)
    for row, sequence in zip(table, sequences, strict=True):
        row[: len(sequence)] = sequence[:width]
    return torch.from_numpy(table)


def rows_of(tokenizer: Tokenizer, passages: Sequence[Passage]) -> Rows:
    """Passages as rows; what exceeds BODY tokens goes on in the next row under the same title."""
    cut = [SENTENCE.findall(passage.text) or [passage.text] for passage in passages]
    flat = iter(encode(tokenizer, [clause for clauses in cut for clause in clauses]))
    titles = encode(tokenizer, [f"{p.name} {p.heading.rsplit('/', 1)[-1]}" for p in passages])
    bodies: list[list[int]] = []
    marks: list[list[int]] = []
    names: list[list[int]] = []
    for clauses, title in zip(cut, titles, strict=True):
        tokens = [(token, number) for number, _ in enumerate(clauses) for token in next(flat)]
        for start in range(0, max(len(tokens), 1), BODY):
            part = tokens[start : start + BODY]
            bodies.append([token for token, _ in part])
            marks.append([number for _, number in part])
            names.append(title)
    return Rows(padded(bodies, BODY), padded(marks, BODY), padded(names, TITLE))


def inverse_frequency(rows: Rows, size: int) -> torch.Tensor:
    """ln(rows / rows with the token) for every token, [size]; unseen tokens count as seen once."""
    body = rows.body.long()
    first = torch.ones_like(body, dtype=torch.bool)
    ordered, _ = body.sort(dim=1)
    first[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    seen = torch.bincount(ordered[first & (ordered != PAD)], minlength=size).float()
    return torch.log(len(body) / seen.clamp(min=1.0))
