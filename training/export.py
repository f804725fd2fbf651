"""Write a table as a sentence-transformers folder (one StaticEmbedding module)."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

MODULE = "0_StaticEmbedding"


def write_model(
    folder: Path, table: NDArray[np.float32], tokenizer: Tokenizer, recipe: dict[str, Any]
) -> None:
    """Write the table in float16, the tokenizer, the listings and the recipe under `folder`."""
    module = folder / MODULE
    module.mkdir(parents=True, exist_ok=True)
    # Only directions matter; a common scale keeps float16 far from its limits.
    scaled = table / np.linalg.norm(table, axis=1).max()
    scaled[0] = 0.0
    save_file({"embedding.weight": scaled.astype(np.float16)}, str(module / "model.safetensors"))
    tokenizer.save(str(module / "tokenizer.json"), pretty=False)
    modules = [
        {"idx": 0, "name": "0", "path": MODULE, "type": "sentence_transformers.models.StaticEmbedding"}
    ]
    (folder / "modules.json").write_text(json.dumps(modules, indent=2) + "\n", encoding="utf-8")
    settings = {"similarity_fn_name": "cosine", "prompts": {}, "default_prompt_name": None}
    (folder / "config_sentence_transformers.json").write_text(
        json.dumps(settings, indent=2) + "\n", encoding="utf-8"
    )
    (folder / "recipe.json").write_text(json.dumps(recipe, indent=2) + "\n", encoding="utf-8")
