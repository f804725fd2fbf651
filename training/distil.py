"""Make the built-in table from the tuned teacher in closed form, and write it in sentence-transformers format.

    python -m training.distil --bench DIR --tokenizer tokenizer.json --tuned tuned.pt --work DIR --out DIR

The teacher reads texts and questions; the table whose sums of rows come nearest to its vectors is the solution of a linear
system (conjugate gradients), starting from the teacher's vectors of the single words. The teacher's vectors are kept under
`--work`: reading 66,000 articles takes half an hour on two cores, the system a minute.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import jieba
import numpy as np
import torch
from numpy.typing import NDArray
from scipy import sparse
from tokenizers import Tokenizer

from training.asked import made_up
from training.corpus import TAUGHT, add_at_random, held_out_laws, laws, questions, statutes, training_passages
from training.export import write_model
from training.teacher import PASSAGE, QUERY, Teacher, open_teacher, packed_weights
from training.tune import ASKED, CHARACTERS, READ

Table = NDArray[np.float32]
SLICE = 4096
"""texts whose vectors are kept together"""


@dataclass(frozen=True)
class Recipe:
    """What one run does; the defaults made the shipped model."""

    seed: int = 3
    dimensions: int = 256
    statutes: int = 60_000
    """more than there are: all of them"""
    regulations: int = 8_000
    made_up: int = 24_000
    weight_of_regulation: float = 0.3
    weight_of_made_up: float = 0.3
    weight_of_question: float = 8.0
    common: float = 0.001
    """a word this common counts half, as in smooth inverse frequency weighting"""
    penalty: float = 2.0
    rounds: int = 60


@dataclass(frozen=True)
class Part:
    """Texts that the teacher reads alike, and what each counts for."""

    name: str
    texts: list[str]
    prefix: str
    longest: int
    weight: float


def parts_of(bench: Path, splits: Sequence[str], recipe: Recipe, at_random: bool = False) -> list[Part]:
    """What the teacher reads: articles, regulations that are not held out, made-up questions and those of `splits`."""
    draw = Random(recipe.seed)
    shelf, every = statutes(bench), laws(bench)
    known = {passage.text for passage in shelf}
    held_out = held_out_laws(every)
    known |= {passage.text for passage in every if passage.name in held_out}
    others = [passage for passage in every if passage.text not in known]

    def some(found: Sequence[str], count: int) -> list[str]:
        return draw.sample(list(found), min(count, len(found)))

    articles = some([f"{p.name} {p.text}"[:CHARACTERS] for p in shelf], recipe.statutes)
    regulations = some([f"{p.name} {p.text}"[:CHARACTERS] for p in others], recipe.regulations)
    invented = made_up(training_passages(bench), recipe.made_up)
    every_split = questions(bench, at_random)
    asked = [question.text for split in splits for question in every_split[split]]
    return [
        Part("statutes", articles, PASSAGE, READ, 1.0),
        Part("regulations", regulations, PASSAGE, READ, recipe.weight_of_regulation),
        Part("made_up", invented, QUERY, 48, recipe.weight_of_made_up),
        Part("asked", asked, QUERY, ASKED, recipe.weight_of_question),
    ]


def counts(tokenizer: Tokenizer, texts: Sequence[str]) -> sparse.csr_matrix:
    """How often each text has each token, [text, token]."""
    found = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    rows = np.repeat(np.arange(len(found)), [len(one.ids) for one in found])
    columns = np.concatenate([one.ids for one in found])
    size = (len(found), tokenizer.get_vocab_size())
    return sparse.csr_matrix((np.ones(len(columns), np.float32), (rows, columns)), shape=size)


def solved(rows: sparse.csr_matrix, targets: Table, weights: Table, words: Table, recipe: Recipe) -> Table:
    """The table nearest to `words`, scaled by rarity, whose sums over `rows` point where `targets` do."""
    seen = np.asarray(rows.sum(axis=0)).ravel()
    seen = seen / seen.sum()
    start = (words * (recipe.common / (recipe.common + seen))[:, None]).astype(np.float32)
    pull = np.sqrt(weights)
    length = np.linalg.norm(rows @ start, axis=1) + 1e-9
    system = (sparse.diags(pull / length) @ rows).tocsr().astype(np.float32)
    left = system.T @ (targets * pull[:, None] - system @ start)
    change, way, rest = np.zeros_like(left), left.copy(), (left * left).sum(axis=0)
    for _ in range(recipe.rounds):
        moved = system.T @ (system @ way) + recipe.penalty * way
        step = rest / ((way * moved).sum(axis=0) + 1e-12)
        change += step * way
        left -= step * moved
        fresh = (left * left).sum(axis=0)
        way = left + fresh / (rest + 1e-12) * way
        rest = fresh
    table: Table = start + change
    return table


def unit(rows: Table) -> Table:
    """Rows scaled to length one."""
    scaled: Table = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)
    return scaled


def read_once(teacher: Teacher, part: Part, texts: list[str], work: Path) -> Table:
    """The teacher's vectors of some texts of a part, from `work` where they are kept."""
    known = json.dumps([part.prefix, part.longest, texts], ensure_ascii=False)
    kept = work / f"{part.name}-{hashlib.sha256(known.encode()).hexdigest()[:16]}.npy"
    if not kept.is_file():
        np.save(kept, teacher.encode(texts, part.longest, part.prefix))
        print(json.dumps({"read": part.name, "texts": len(texts)}), flush=True)
    found: Table = np.load(kept)
    return found


def distilled(teacher: Teacher, tokenizer: Tokenizer, parts: list[Part], work: Path, recipe: Recipe) -> Table:
    """The table [token, dimension]; prints how near it comes to the teacher in each part."""

    def read(part: Part) -> Table:
        return np.concatenate(
            [
                read_once(teacher, part, part.texts[start : start + SLICE], work)
                for start in range(0, len(part.texts), SLICE)
            ]
        )

    pieces = [str(tokenizer.id_to_token(token)) for token in range(tokenizer.get_vocab_size())]
    words = read(Part("words", pieces, QUERY, 32, 0.0))
    read_parts = [read(part) for part in parts]
    centre = read_parts[0].mean(axis=0)
    directions = [unit(found - centre) for found in read_parts]
    axes = np.linalg.svd(directions[0].T @ directions[0])[0][:, : recipe.dimensions]
    targets = np.concatenate([unit(found @ axes) for found in directions])
    weights = np.concatenate([np.full(len(part.texts), part.weight, np.float32) for part in parts])
    rows = sparse.vstack([counts(tokenizer, part.texts) for part in parts]).tocsr()
    words = words - words[1:].mean(axis=0)
    words[0] = 0.0
    table = solved(rows, targets, weights, words @ axes, recipe)
    near = (unit(rows @ table) * targets).sum(axis=1)
    ends = np.cumsum([len(part.texts) for part in parts])
    for part, cosines in zip(parts, np.split(near, ends[:-1]), strict=True):
        print(
            json.dumps({"part": part.name, "texts": len(cosines), "cosine": round(float(cosines.mean()), 3)})
        )
    return table


def main() -> None:
    """Read, solve and write the model folder; every field of the recipe can be set."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    for name in ("bench", "tokenizer", "tuned", "work", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--splits", nargs="+", choices=TAUGHT, default=TAUGHT, help="questions to read")
    add_at_random(parser)
    for name, default in asdict(Recipe()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    options = vars(parser.parse_args())
    jieba.setLogLevel(logging.WARNING)
    recipe = Recipe(**{name: options[name] for name in asdict(Recipe())})
    teacher = open_teacher(packed_weights())
    tuned = options["tuned"].read_bytes()
    teacher.weights.update(torch.load(io.BytesIO(tuned)))
    # Vectors of another teacher must not be taken for this one's.
    work = options["work"] / hashlib.sha256(tuned).hexdigest()[:16]
    tokenizer = Tokenizer.from_file(str(options["tokenizer"]))
    work.mkdir(parents=True, exist_ok=True)
    parts = parts_of(options["bench"], options["splits"], recipe, options["at_random"])
    table = distilled(teacher, tokenizer, parts, work, recipe)
    taught = {"splits": list(options["splits"]), "at_random": options["at_random"]}
    told = taught | {"texts": {part.name: len(part.texts) for part in parts}}
    write_model(options["out"], table, tokenizer, asdict(recipe) | told)


if __name__ == "__main__":
    main()
