"""The built-in embedding: unit vectors, no torch, related texts near each other, small and fast."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, pre_tokenizers

from advisor.errors import ConfigurationError
from advisor.retrieval.static import BUILT_IN, StaticEmbeddings

SIZE_LIMIT = 25_000_000  # bytes; the model travels with every installation
PACE = 500  # passages a second that even a busy machine reaches; evals/retrieval.py reports the real pace


@pytest.fixture(scope="module")
def built_in() -> StaticEmbeddings:
    return StaticEmbeddings()


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A model of three tokens in two dimensions, where the vectors can be worked out by hand."""
    module = tmp_path / "0_StaticEmbedding"
    module.mkdir()
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "甲": 1, "乙": 2}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    tokenizer.save(str(module / "tokenizer.json"))
    table = np.array([[0, 0], [3, 0], [0, 4]], dtype=np.float16)
    save_file({"embedding.weight": table}, str(module / "model.safetensors"))
    listing = [{"path": module.name, "type": "sentence_transformers.models.StaticEmbedding"}]
    (tmp_path / "modules.json").write_text(json.dumps(listing), encoding="utf-8")
    return tmp_path


def test_a_text_is_the_scaled_sum_of_its_tokens(tiny: Path) -> None:
    vectors = StaticEmbeddings(tiny).encode(["甲", "甲乙", "乙乙", "", "丙"])
    assert np.allclose(vectors, [[1, 0], [0.6, 0.8], [0, 1], [0, 0], [0, 0]], atol=1e-6)


def test_the_last_text_may_be_empty_and_batches_keep_order(tiny: Path) -> None:
    texts = ["甲", ""] * 300
    assert np.allclose(StaticEmbeddings(tiny).encode(texts), [[1, 0], [0, 0]] * 300)
    assert StaticEmbeddings(tiny).encode([]).shape == (0, 2)


@pytest.mark.parametrize("lost", ["modules.json", "0_StaticEmbedding/model.safetensors"])
def test_a_folder_without_a_model_is_named(tiny: Path, lost: str) -> None:
    (tiny / lost).unlink()
    with pytest.raises(ConfigurationError, match=str(tiny)):
        StaticEmbeddings(tiny)


def test_another_kind_of_model_is_refused(tiny: Path) -> None:
    listing = [{"path": "", "type": "sentence_transformers.models.Transformer"}]
    (tiny / "modules.json").write_text(json.dumps(listing), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="静态"):
        StaticEmbeddings(tiny)


def test_documents_and_questions_share_one_space(built_in: StaticEmbeddings) -> None:
    text = "申报单位应当具有独立法人资格"
    assert built_in.embed_query(text) == built_in.embed_documents([text])[0]
    assert len(built_in.embed_query(text)) == built_in.dimensions


@pytest.mark.parametrize(
    ("asked", "near", "far"),
    [
        ("公司不发工资怎么办", "用人单位应当按时足额支付劳动报酬。", "森林防火期内禁止野外用火。"),
        ("被狗咬了谁来赔", "动物饲养人应当对动物造成的损害承担侵权责任。", "发票应当按照规定时限开具。"),
        ("企业搞科研有没有补助", "国家对企业的研究开发活动给予财政资金支持。", "离婚后子女由一方直接抚养。"),
        ("开饭店要办什么证", "从事餐饮服务应当依法取得食品经营许可。", "继承从被继承人死亡时开始。"),
    ],
)
def test_related_texts_are_nearer_than_unrelated(
    built_in: StaticEmbeddings, asked: str, near: str, far: str
) -> None:
    question, right, wrong = built_in.encode([asked, near, far])
    assert question @ right > question @ wrong + 0.1


def test_vectors_have_length_one_or_none(built_in: StaticEmbeddings) -> None:
    length = np.linalg.norm(built_in.encode(["建设省级实验室", "2023年AI平台", "，。！"]), axis=1)
    assert np.allclose(length, [1, 1, 0], atol=1e-5)


def test_the_model_is_small_and_fast(built_in: StaticEmbeddings) -> None:
    assert sum(path.stat().st_size for path in BUILT_IN.rglob("*") if path.is_file()) <= SIZE_LIMIT
    passages = ["用人单位应当按照国家规定为职工缴纳社会保险费，并接受监督检查。" * 3] * 2000
    began = time.perf_counter()
    built_in.encode(passages)
    assert len(passages) / (time.perf_counter() - began) > PACE


def test_it_loads_without_torch() -> None:
    probe = (
        "import sys; from advisor.retrieval.static import StaticEmbeddings; "
        "StaticEmbeddings().embed_query('申报'); "
        "sys.exit(any(name in sys.modules for name in ('torch', 'transformers', 'sentence_transformers')))"
    )
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0
