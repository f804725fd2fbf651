"""Writes the tables of settings into docs/configuration.md and docs/configuration.en.md.

    python docs/tables.py [--check]

The settings' own descriptions are Chinese; the English ones stand in docs/settings.en.yaml. With --check
nothing is written and the exit status is 1 when a table is stale.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from advisor.settings import Settings  # noqa: E402  the clone's own package, wherever this is run from

BEGIN, END = "<!-- settings -->", "<!-- /settings -->"
PAGES = {"docs/configuration.md": "zh", "docs/configuration.en.md": "en"}
HEADS = {
    "en": "| variable | default | meaning |\n|---|---|---|\n",
    "zh": "| 变量 | 默认值 | 含义 |\n|---|---|---|\n",
}


def table(language: str) -> str:
    """The settings as a Markdown table. Raises KeyError for a setting without an English description."""
    english = yaml.safe_load((ROOT / "docs/settings.en.yaml").read_text("utf-8"))
    rows = []
    for key, setting in Settings.model_fields.items():
        meaning = english[key] if language == "en" else setting.description
        rows.append(f"| `ADVISOR_{key.upper()}` | {_default(setting.default)} | {meaning} |\n")
    return HEADS[language] + "".join(rows)


def refreshed(page: str) -> str:
    """The page's text with its table as it should be. Raises ValueError when there is no place for one."""
    text = (ROOT / page).read_text("utf-8")
    pattern = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"{page}: no {BEGIN} … {END}")
    return pattern.sub(lambda _: f"{BEGIN}\n{table(PAGES[page])}{END}", text)


def stale() -> list[str]:
    """The pages whose table is not as it should be."""
    return [page for page in PAGES if refreshed(page) != (ROOT / page).read_text("utf-8")]


def _default(value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, Path) and value.is_relative_to(ROOT):
        value = value.relative_to(ROOT)
    return f"`{value}`"


def main() -> int:
    """Write the tables, or say which are stale."""
    if "--check" in sys.argv[1:]:
        print("\n".join(f"{page}: stale, run make docs" for page in stale()))
        return 1 if stale() else 0
    for page in stale():
        (ROOT / page).write_text(refreshed(page), "utf-8")
        print(f"{page}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
