"""资格自评: one question after the other, and the grid of conditions for every type growing beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from pydantic import ValidationError

from advisor.answer.assess import AssessedCriterion, Assessment
from advisor.errors import AdvisorError
from advisor.pack import Pack
from advisor.web.faults import explain
from advisor.web.keep import Keep
from advisor.web.library import Library
from advisor.web.questionnaire import Questionnaire, next_question, remaining, settled
from advisor.web.render import bridge, render
from advisor.web.toolkit import gr

Step = Callable[[Questionnaire, Any], Questionnaire]
STEPS: dict[str, Step] = {
    "tell": lambda filled, event: filled.tell(str(event.fact), str(event.value).strip()),
    "skip": lambda filled, event: filled.skip(str(event.fact)),
    "again": lambda filled, event: filled.model_copy(update={"asking": str(event.fact)}),
    "describe": lambda filled, event: filled.model_copy(update={"about": str(event.value).strip()}),
    "join": lambda filled, event: filled.model_copy(update={"joint": bool(event.value)}),
    "restart": lambda filled, event: Questionnaire(),
}
"""the events of the sheet, and what each does to what was told"""


class Row(NamedTuple):
    """One condition of the grid and its outcome by type; a shared one has the same for all."""

    criterion: AssessedCriterion
    by_track: dict[str, AssessedCriterion]


class AssessTab:
    """Builds the tab and answers its events. Holds nothing of a visitor: that is in the session's state."""

    id = "assess"
    name = "资格自评"

    def __init__(self, pack: Pack, library: Library) -> None:
        self.pack = pack
        self.library = library

    def build(self) -> None:
        """Lay out the tab inside the current Gradio context."""
        self.filled = gr.State(Questionnaire())
        self.sheet = gr.HTML(
            self.show(Questionnaire()),
            js_on_load=bridge(*STEPS),
            apply_default_css=False,
            elem_id="assessment",
        )
        for name, step in STEPS.items():
            getattr(self.sheet, name)(
                self._taking(step),
                self.filled,
                [self.filled, self.sheet],
                show_progress="hidden",
                api_visibility="private",
            )
        Keep(self.id).restore(self.restore, [self.filled, self.sheet])

    def _taking(self, step: Step) -> Callable[..., tuple[Any, str]]:
        def take(filled: Questionnaire, event: gr.EventData) -> tuple[Any, str]:
            after = step(filled, event)
            try:
                return after, self.show(after)
            except Exception as error:
                # What was told before still stands; only this step is taken back.
                return gr.skip(), self.show(filled, explain(error))

        return take

    def restore(self, kept: str) -> tuple[Any, Any]:
        """The questionnaire as it was before the page was loaded again; nothing when there was none."""
        try:
            filled = Questionnaire.model_validate_json(kept)
            return filled, self.show(filled)
        except (ValidationError, AdvisorError):
            # Another version of the pack asked for other facts: the visitor begins anew.
            return gr.skip(), gr.skip()

    def show(self, filled: Questionnaire | None = None, fault: str = "") -> str:
        """The whole tab; None before anything was done. Raises InputError for a value that cannot be used."""
        touched, filled = filled is not None, filled or Questionnaire()
        found = filled.assess()
        left, _ = remaining(found, filled.passed)
        return render(
            "assess",
            filled=filled,
            touched=touched,
            found=found,
            question=next_question(self.pack, filled, found),
            left=left,
            fault=fault,
            **self.parts(filled, found),
        )

    def parts(self, filled: Questionnaire, found: Assessment) -> dict[str, Any]:
        """What the page and the printed paper show of an assessment."""
        deciding = remaining(found, filled.passed)[1]
        return {
            "deciding": deciding,
            "settled": settled(found, deciding),
            "rows": rows_of(found),
            "infos": {info.id: info for info in self.pack.info.tracks},
            "library": self.library,
            "pack": self.pack.info,
            "joinable": any(criterion.joint_only for criterion in self.pack.criteria),
        }


def rows_of(found: Assessment) -> list[Row]:
    """The conditions in the order of the text, those of all types first."""
    rows: dict[str, Row] = {}
    for track in found.tracks:
        for criterion in track.criteria:
            row = rows.setdefault(criterion.id, Row(criterion, {}))
            row.by_track[track.track] = criterion
    return sorted(rows.values(), key=lambda row: not row.criterion.shared)
