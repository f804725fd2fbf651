"""How likely what stands at the place given over to one thing tells that the applicant has none of it now.

`现有收入刚够发工资`, `两栋楼整体租给了物流公司` deny nothing and tell a lack; `没有外聘，全是自己的人` denies and tells none. A
logistic model over the words and runs of characters, by themselves and where they stand; `training.lacking` fits it to passages
by many hands (`stories/lacking` of the pack). The features are hashed.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from advisor.pack.squeeze import squeeze
from advisor.retrieval.hashed import hashed, judgement, runs, words

WEIGHTS = Path(str(files("advisor.checks"))) / "lacking.safetensors"
BUCKETS = 1 << 17
_CLAUSE = re.compile(r"[^,。;:、!?]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十百千两几]+(?=[人名位台套间门家项万元年个处])")
_LENGTH, _MOST = 15, 6
"""Characters by which lengths are told apart, and how many steps there are."""


def features(name: str, text: str) -> NDArray[np.int64]:
    """The buckets of what is said of the thing called `name`."""
    plain = _NUMBER.sub("0", squeeze(text))
    clauses = _CLAUSE.findall(plain) or [plain]
    found = words(plain)
    for clause in clauses:
        found |= runs(f"^{clause}$", (1, 2, 3))
    found |= {f"first {word}" for word in words(clauses[0])} | {f"last {word}" for word in words(clauses[-1])}
    found |= {f"is {name}", f"figures {min(plain.count('0'), 4)}"}
    found |= {f"length {min(len(plain) // _LENGTH, _MOST)}", f"clauses {min(len(clauses), _MOST)}"}
    return hashed(sorted(found), BUCKETS)


def likely(name: str, text: str) -> float:
    """How likely, from 0 to 1, the words tell that there is none of the thing."""
    return judgement(WEIGHTS).likely(features(name, text))
