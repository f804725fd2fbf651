"""Build the tokenizer: a unigram segmentation over the words and characters that law texts use."""

import argparse
import logging
import math
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import jieba
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from training.corpus import TAUGHT, add_at_random, questions, training_passages

UNKNOWN = "[UNK]"
# Runs of Han characters, Latin letters or single digits are kept; punctuation and spaces carry no subject.
RUN = r"[\u3400-\u9fff]+|[a-z]+|[0-9]"
# Ordinals and amounts are endless; as words they would fill the table and never meet again.
NUMERIC_WORD = re.compile(
    r".*[〇零一二三四五六七八九十百千万亿两].*[〇零一二三四五六七八九十百千万亿两].*|第.+"
)

EVERYDAY_WORD = re.compile(r"[\u3400-\u9fff]{2,}")
SELDOM = 3
"""how often an everyday word is taken to occur that the laws have less often"""


def count_words(texts: Iterable[str], longest: int) -> Counter[str]:
    """How often jieba cuts each word (at most `longest` characters) and how often each character occurs."""
    words: Counter[str] = Counter()
    for text in texts:
        for run in re.findall(r"[\u3400-\u9fff]+|[a-z]+|[0-9]", text.lower()):
            words.update(run)
            cut = jieba.cut(run) if len(run) > 1 else ()
            words.update(word for word in _pieces(cut, longest) if len(word) > 1)
    return words


def _pieces(cut: Iterable[str], longest: int) -> Iterable[str]:
    for word in cut:
        if NUMERIC_WORD.match(word):
            continue
        if len(word) <= longest:
            yield word
        else:
            yield from (piece for piece in jieba.cut_for_search(word) if len(piece) <= longest)


def everyday_words(longest: int) -> list[str]:
    """Words of jieba's dictionary (MIT), the commonest first: what people say and laws do not."""
    dictionary = jieba.get_dict_file()
    rows = [line.decode("utf-8").split() for line in dictionary]
    rows = [row for row in rows if EVERYDAY_WORD.fullmatch(row[0]) and not NUMERIC_WORD.match(row[0])]
    # Names of people and places are many, and say nothing about a subject.
    rows = [row for row in rows if len(row[0]) <= longest and not row[-1].startswith(("nr", "ns", "nt"))]
    return [row[0] for row in sorted(rows, key=lambda row: -int(row[1]))]


def tokenizer_of(words: Counter[str], size: int, everyday: Iterable[str] = (), more: int = 0) -> Tokenizer:
    """A tokenizer of every character seen twice, the commonest words, `size` in all, and `more` everyday words."""
    single = [word for word, count in words.items() if len(word) == 1 and count > 1]
    longer = [word for word, count in words.most_common() if len(word) > 1 and count > 2]
    kept = sorted(single) + longer[: size - len(single) - 1]
    known = set(kept)
    added = [word for word in everyday if word not in known][:more]
    words = words + Counter({word: max(SELDOM - words[word], 0) for word in added})
    kept += added
    total = sum(words[word] for word in kept)
    # A character inside words is counted with them; the discount keeps segmentation on whole words.
    pieces = [(UNKNOWN, -20.0)] + [
        (word, math.log(words[word] / total) - (3.0 if len(word) == 1 else 0.0)) for word in kept
    ]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(RUN), behavior="removed", invert=True)
    return tokenizer


def main() -> None:
    """Count words in the training texts and write tokenizer.json."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "--bench", type=Path, required=True, help="folder with laws.jsonl.gz and the STARD files"
    )
    parser.add_argument("--out", type=Path, required=True, help="where tokenizer.json is written")
    parser.add_argument("--splits", nargs="+", choices=TAUGHT, default=TAUGHT, help="questions to count")
    parser.add_argument("--size", type=int, default=24_000)
    parser.add_argument("--everyday", type=int, default=12_000, help="everyday words besides")
    parser.add_argument("--longest", type=int, default=4, help="longest word in characters")
    add_at_random(parser)
    options = parser.parse_args()
    jieba.setLogLevel(logging.WARNING)
    passages = training_passages(options.bench)
    texts = [passage.text for passage in passages] + sorted({passage.name for passage in passages})
    # Lay questions are few beside the laws; counted several times their everyday words earn a place.
    splits = questions(options.bench, options.at_random)
    texts += [question.text for split in options.splits for question in splits[split]] * 5
    counted = count_words(texts, options.longest)
    tokenizer = tokenizer_of(counted, options.size, everyday_words(options.longest), options.everyday)
    tokenizer.save(str(options.out))
    print(f"{tokenizer.get_vocab_size()} pieces -> {options.out}")


if __name__ == "__main__":
    main()
