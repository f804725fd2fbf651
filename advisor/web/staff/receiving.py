"""收件: what is handed in, and how far each batch is."""

from __future__ import annotations

from advisor.settings import settings
from advisor.triage.person import Person
from advisor.triage.store.cases import batches
from advisor.web.staff.acting import Press
from advisor.web.staff.door import store
from advisor.web.staff.part import PartTab
from advisor.web.staff.render import render


class ReceivingTab(PartTab):
    """The form for files and the list of batches."""

    id, name = "receiving", "收件"

    def html(self, person: Person, done: Press) -> str:
        """The form, where the person may hand in, and the batches."""
        return render(
            "receiving",
            person=person,
            batches=batches(store(), person),
            tracks={info.id: info.name for info in self.pack.info.tracks},
            stages=self.pack.info.stages,
            most=settings().staff_upload_mb,
        )
