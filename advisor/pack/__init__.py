"""知识包: one programme as a folder of data. `open_pack` loads it, `lint_pack` reports its faults as file:line."""

from advisor.pack.load import open_pack
from advisor.pack.model import Pack

__all__ = ["Pack", "open_pack"]
