"""Questions that others asked and the product answers rightly, kept as typical questions of the entry that answered them.

    python -m training.typical

Reads the question sets of the pack's `evaluation/`; writes `questions/asked.yaml`. Only questions that stand alone and
are answered by one entry are kept. A set measures at first sight only, before it is laid into that folder.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from advisor.answer.ask import answer, index_of
from advisor.answer.decide import decide
from advisor.answer.understand import understand
from advisor.evaluate import evaluate, read_questions
from advisor.pack.load import open_pack, read
from advisor.pack.model import Pack

PACK = "sd-digital-platform"
TODAY = date(2026, 11, 23)
"""the day for which the sets give their verdicts"""
ASKED = "questions/asked.yaml"
HEAD = """\
# 评测题集里问过、只问一件事、由一条说明或未规定事项答对的问法，由 python -m training.typical 从 evaluation/ 取来。
"""


def untaught(pack: Pack) -> Pack:
    """The pack without the questions of its own sets: whoever learns from the sets must not find them in the index."""
    taught = read(Path(pack.folder), ASKED, TypeAdapter(dict[str, tuple[str, ...]]), []) or {}
    kept = {
        entry: tuple(each for each in asked if each not in taught.get(entry, ()))
        for entry, asked in pack.questions.items()
    }
    return pack.model_copy(update={"questions": kept})


def entry_of(question: str, pack: Pack) -> str | None:
    """The one entry that answers the question, None where there is none or several."""
    decision = decide(understand(question, pack, TODAY), pack, index_of(pack), TODAY)
    if decision.off_topic:
        return decision.off_topic.id
    if decision.mode != "entries" or len(decision.chosen) != 1 or decision.chosen[0].kind == "clause":
        return None
    return decision.chosen[0].id


def typical(pack: Pack, folder: Path) -> dict[str, list[str]]:
    """The questions of every set in the folder that were answered rightly, by the entry that answered."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.stem == "words":
            continue
        questions = [each for each in read_questions(path) if not each.history]
        score = evaluate(questions, lambda each: answer(each.q, pack, TODAY))
        failed = {name for name, _, _ in score.failed}
        for each in questions:
            entry = None if each.id in failed else entry_of(each.q, pack)
            if entry:
                found.setdefault(entry, []).append(each.q)
    return found


def main() -> None:
    pack = untaught(open_pack(PACK))
    folder = Path(pack.folder)
    found = typical(pack, folder / "evaluation")
    text = yaml.safe_dump(dict(sorted(found.items())), allow_unicode=True, width=100_000, sort_keys=False)
    (folder / ASKED).write_text(HEAD + text, encoding="utf-8")
    print(sum(map(len, found.values())), "questions of", len(found), "entries")


if __name__ == "__main__":
    main()
