"""Train the built-in static embedding and write it in sentence-transformers format."""

import argparse
import json
import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from training.corpus import Passage, Question, questions, statutes, training_passages
from training.export import write_model
from training.lay import LayQuestions
from training.pairs import Bag, PairSource
from training.tokens import PAD, encode, inverse_frequency, padded, rows_of, varied


@dataclass(frozen=True)
class Recipe:
    """What one training run does; the defaults made the shipped model."""

    seed: int = 20240517
    dimensions: int = 384
    steps: int = 2400
    batch: int = 1024
    rate: float = 0.004
    temperature: float = 0.05
    segmentations: int = 2
    lay_weight: float = 0.3
    lay_batch: int = 128
    refresh: int = 400


class StaticTable(torch.nn.Module):
    """One vector a token; a text's vector is their sum, scaled to length one."""

    def __init__(self, rarity: torch.Tensor, dimensions: int) -> None:
        super().__init__()
        start = torch.randn(len(rarity), dimensions) / math.sqrt(dimensions)
        # Rare tokens start longer, as in smooth inverse frequency weighting; training moves on from there.
        start *= (rarity / rarity.max()).clamp(min=0.05)[:, None]
        start[0] = 0.0
        self.weight = torch.nn.Parameter(start)

    def forward(self, *bags: Bag) -> tuple[torch.Tensor, ...]:
        """Unit vectors [n, dimensions] of each bag's rows.

        One lookup serves them all: its gradient is as large as the table, and is paid for once.
        """
        present = [bag.ids != PAD for bag in bags]
        count = torch.cat([filled.sum(1) for filled in present])
        tokens = torch.cat([bag.ids[filled].long() for bag, filled in zip(bags, present, strict=True)])
        sums = F.embedding_bag(tokens, self.weight, count.cumsum(0) - count, mode="sum")
        return F.normalize(sums, dim=1).split([len(bag.ids) for bag in bags])


def contrast(query: torch.Tensor, passage: torch.Tensor, temperature: float) -> torch.Tensor:
    """Cross entropy of finding each query's passage among the batch; near copies of it do not count."""
    coarse = passage.bfloat16()
    scores = (query.bfloat16() @ coarse.T).float() / temperature
    with torch.no_grad():
        copy = coarse @ coarse.T > 0.95
        copy.fill_diagonal_(False)
    return F.cross_entropy(
        scores.masked_fill(copy, -torch.inf), torch.arange(len(query), device=query.device)
    )


def rate_at(step: int, recipe: Recipe) -> float:
    """Learning rate: linear over the first 5 % of steps, then a cosine to zero."""
    warm = max(1, recipe.steps // 20)
    if step < warm:
        return recipe.rate * (step + 1) / warm
    return recipe.rate * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, recipe.steps - warm)))


@torch.no_grad()
def hits(table: StaticTable, asked: Bag, corpus: Bag, gold: list[set[int]]) -> dict[str, float]:
    """Hit@1, @5, @10 and mean reciprocal rank of the first answering article, by cosine over the corpus."""
    shelf = torch.cat([table(Bag(part))[0] for part in corpus.ids.split(8192)])
    scores = table(asked)[0] @ shelf.T
    best = torch.stack([row[list(right)].max() for row, right in zip(scores, gold, strict=True)])
    rank = (scores > best[:, None]).sum(1) + 1
    figures = {f"hit@{k}": (rank <= k).float().mean().item() for k in (1, 5, 10)}
    return {name: round(value, 4) for name, value in (figures | {"mrr": (1 / rank).mean().item()}).items()}


def train(
    recipe: Recipe,
    tokenizer: Tokenizer,
    bench: Path,
    limit: int | None,
    save: Callable[[StaticTable], None],
) -> StaticTable:
    """Run the recipe and return the table; ten times on the way print the dev split's hits and save."""
    torch.manual_seed(recipe.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.set_float32_matmul_precision("high")
    draw = torch.Generator(device=device).manual_seed(recipe.seed)
    passages = training_passages(bench)[:limit]
    splits, shelf = questions(bench), statutes(bench)[:limit]
    segmenters = [tokenizer] + [varied(tokenizer, recipe.seed + n) for n in range(1, recipe.segmentations)]
    segmentations = [rows_of(segmenter, passages) for segmenter in segmenters]
    rarity = inverse_frequency(segmentations[0], tokenizer.get_vocab_size())
    pairs = PairSource([rows.to(device) for rows in segmentations], rarity.to(device), draw)
    lay = LayQuestions(tokenizer, segmenters, splits["train"], shelf, device, draw)
    table = StaticTable(rarity, recipe.dimensions).to(device)
    optimiser = torch.optim.Adam(table.parameters(), betas=(0.9, 0.98), fused=True)
    dev = _asked(tokenizer, splits["dev"], shelf, device)
    began = time.monotonic()
    for step in range(recipe.steps):
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, recipe)
        if step % recipe.refresh == 0:
            lay.find_confusing(table)
        query, passage = pairs.batch(recipe.batch)
        drawn = lay.batch(recipe.lay_batch)
        vectors = table(query, passage, drawn.asked, drawn.articles)
        loss = contrast(vectors[0], vectors[1], recipe.temperature)
        loss = loss + recipe.lay_weight * drawn.loss(vectors[2], vectors[3], recipe.temperature)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        if (step + 1) % max(1, recipe.steps // 10) == 0:
            seconds = round(time.monotonic() - began)
            report = {"step": step + 1, "loss": round(loss.item(), 3), "seconds": seconds}
            print(json.dumps(report | hits(table, dev[0], lay.shelf, dev[1])), flush=True)
            save(table)
    return table


def _asked(
    tokenizer: Tokenizer, asked: list[Question], shelf: list[Passage], device: torch.device
) -> tuple[Bag, list[set[int]]]:
    spot = {passage.id: number for number, passage in enumerate(shelf)}
    asked = [question for question in asked if question.gold & spot.keys()]
    bag = Bag(padded(encode(tokenizer, [question.text for question in asked]), 64).to(device))
    return bag, [{spot[gold] for gold in question.gold if gold in spot} for question in asked]


def main() -> None:
    """Train by the recipe (any field can be set) and write the model folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "--bench", type=Path, required=True, help="folder with laws.jsonl.gz and the STARD files"
    )
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of training.vocabulary")
    parser.add_argument("--out", type=Path, required=True, help="model folder to write")
    parser.add_argument("--limit", type=int, help="use only so many passages (a trial run on a CPU)")
    for name, default in asdict(Recipe()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    options = vars(parser.parse_args())
    recipe = Recipe(**{name: options[name] for name in asdict(Recipe())})
    tokenizer = Tokenizer.from_file(str(options["tokenizer"]))

    def save(table: StaticTable) -> None:
        write_model(options["out"], table.weight.detach().cpu(), tokenizer, asdict(recipe))

    save(train(recipe, tokenizer, options["bench"], options["limit"], save))


if __name__ == "__main__":
    main()
