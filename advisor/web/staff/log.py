"""记录: the log, newest first."""

from __future__ import annotations

from advisor.triage.acts import told
from advisor.triage.exports import names_for
from advisor.triage.person import Person
from advisor.triage.store.log import history
from advisor.web.staff.acting import Press
from advisor.web.staff.door import store
from advisor.web.staff.part import PartTab
from advisor.web.staff.render import render

MOST = 300


class LogTab(PartTab):
    """The latest acts the person may see; all of them are in the export."""

    id, name = "log", "记录"

    def html(self, person: Person, done: Press) -> str:
        """The list."""
        lines, names = history(store(), person, newest=MOST)[::-1], names_for(store(), person, self.pack)
        return render("log", lines=lines, most=MOST, names=names, told=told)
