"""`advisor index`: the index of a pack made or brought up to date."""

from __future__ import annotations

import sys

from advisor.commands.options import PackOption
from advisor.commands.progress import Counter


def index(pack: PackOption = None) -> None:
    """给知识包编索引；只重编改过的，中断后再运行会接着编。不写 --pack 则编全部知识包。"""
    from advisor import packs
    from advisor.retrieval.stores import NAMES

    with Counter() as counter:
        done = packs.refresh_index(pack, progress=counter)
    for name, each in done.items():
        if each.remark:
            print(f"{name}：{each.remark}", file=sys.stderr)
        if each.store is None:
            print(f"{name}：{each.passages} 段，不多，提问时随开随编，不用存")
            continue
        changed = (
            f"新编 {each.added} 段，删去 {each.removed} 段" if each.added or each.removed else "没有变化"
        )
        print(
            f"{name}：{each.passages} 段，{changed}；向量在{NAMES[each.store]}；"
            f"用时 {each.seconds:.1f} 秒，占 {each.bytes / 1e6:.1f} MB"
        )
