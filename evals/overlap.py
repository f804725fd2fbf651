"""Questions in a document's own words, over regulations the built-in embedding was never trained on."""

import random
import re
from collections.abc import Iterator

import jieba

from training.corpus import Passage, Question, held_out_laws

FORMS = (
    "{a}{b}有什么规定？",
    "{a}，{b}怎么办？",
    "关于{a}和{b}是怎么要求的",
    "《{law}》对{a}{b}怎么规定",
    "{b}的，{a}吗？",
)
CLAUSE = re.compile(r"[^。；，：、\n]{8,60}")


def shelf(articles: list[Passage]) -> list[Passage]:
    """Articles of the held-out regulations."""
    names = held_out_laws(articles)
    return [passage for passage in articles if passage.name in names]


def overlap_questions(passages: list[Passage], count: int, seed: int = 7) -> list[Question]:
    """`count` questions, each of two phrases cut out of one article; that article is the gold."""
    draw = random.Random(seed)
    order = list(range(len(passages)))
    draw.shuffle(order)
    found: list[Question] = []
    for number in order:
        passage = passages[number]
        phrases = list(_phrases(passage.text, draw))
        if len(phrases) >= 2:
            first, second = draw.sample(phrases, 2)
            text = draw.choice(FORMS).format(a=first, b=second, law=passage.name)
            found.append(Question(f"overlap {passage.id}", text, frozenset({passage.id})))
        if len(found) == count:
            break
    return found


def _phrases(text: str, draw: random.Random) -> Iterator[str]:
    """Two or three neighbouring words of each clause that has as many."""
    for clause in CLAUSE.findall(text):
        words = jieba.lcut(clause)
        size = draw.choice((2, 3))
        if len(words) > size:
            start = draw.randrange(len(words) - size)
            yield "".join(words[start : start + size])
