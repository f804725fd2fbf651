"""统计: received and decided by day, by city and track against the plan, the commonest defects."""

from __future__ import annotations

import json
from typing import Any

from advisor.pack import Pack
from advisor.triage.statistics import BLUE, COLOURS, PALE, UNDECIDED, Statistics, statistics
from advisor.triage.words import DECISIONS
from advisor.web.faults import explain
from advisor.web.staff.acting import visitor
from advisor.web.staff.door import store
from advisor.web.staff.render import render
from advisor.web.toolkit import gr

_NAMES = {"automargin": True}
"""an axis of names: where there is little room they are set aslant and need more below"""


class ChartsTab:
    """Charts drawn by the Plotly that Gradio's page carries; the same charts go along in the export."""

    id, name = "charts", "统计"

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def build(self) -> None:
        """Lay out the tab inside the current Gradio context."""
        self.head = gr.HTML("", js_on_load=None, apply_default_css=False)
        with gr.Row(elem_classes=["charts"]):
            self.days, self.cities = (gr.Plot(show_label=False, elem_classes=["chart"]) for _ in range(2))
        with gr.Row(elem_classes=["charts"]):
            self.tracks, self.defects = (gr.Plot(show_label=False, elem_classes=["chart"]) for _ in range(2))

    def shown(self) -> list[Any]:
        """The parts `refresh` fills."""
        return [self.head, self.days, self.cities, self.tracks, self.defects]

    def refresh(self, request: gr.Request) -> Any:
        """The charts as of now."""
        try:
            found = statistics(store(), visitor(request), self.pack)
        except Exception as error:
            return (render("notice", text=explain(error), good=False), *[None] * 4)
        head = render("charts", found=found, person=visitor(request), pack=self.pack.info)
        if not found.total:
            return (head, *[None] * 4)
        return (
            head,
            *(_plot(*each) for each in (_days(found), _cities(found), _tracks(found), _defects(found))),
        )


def _days(found: Statistics) -> tuple[str, list[dict[str, Any]], dict[str, Any]]:
    days = list(found.days)
    bars: list[dict[str, Any]] = [
        {"type": "bar", "name": name, "x": days, "y": [counts[at] for counts in found.days.values()]}
        for at, name in enumerate(("收到", "决定"))
    ]
    bars[0]["marker"], bars[1]["marker"] = {"color": f"#{PALE}"}, {"color": f"#{BLUE}"}
    most = max((max(counts) for counts in found.days.values()), default=0)
    # A lone day is no wall: the axis has room for a week.
    wide = {"type": "category", "range": [-0.5, max(6.5, len(days) - 0.5)]}
    return "每日收到和决定", bars, {"xaxis": wide, "yaxis": _whole(most)}


def _cities(found: Statistics) -> tuple[str, list[dict[str, Any]], dict[str, Any]]:
    cities = sorted(found.cities, key=lambda city: -sum(found.cities[city].values()))
    bars = [
        {
            "type": "bar",
            "name": name,
            "x": cities,
            "y": [found.cities[city].get(name, 0) for city in cities],
            "marker": {"color": f"#{COLOURS[name]}"},
        }
        for name in [*DECISIONS.values(), UNDECIDED]
    ]
    most = max((sum(counts.values()) for counts in found.cities.values()), default=0)
    return "各市办理情况", bars, {"barmode": "stack", "xaxis": _NAMES, "yaxis": _whole(most)}


def _tracks(found: Statistics) -> tuple[str, list[dict[str, Any]], dict[str, Any]]:
    names = [f"{each.name}<br>规划{each.words}" if each.words else each.name for each in found.tracks]
    bars: list[dict[str, Any]] = [
        {"type": "bar", "name": "收到的申报", "x": names, "y": [t.received for t in found.tracks]},
        {"type": "bar", "name": "通过初审", "x": names, "y": [t.passed for t in found.tracks]},
        {
            "type": "scatter",
            "mode": "markers+text",
            "name": "全省规划数",
            "x": names,
            "y": [t.target for t in found.tracks],
            "text": [t.words for t in found.tracks],
            "textposition": "top center",
            "cliponaxis": False,
            "marker": {"symbol": "line-ew-open", "size": 34, "color": f"#{COLOURS['不予推荐']}"},
        },
    ]
    bars[0]["marker"], bars[1]["marker"] = {"color": f"#{PALE}"}, {"color": f"#{BLUE}"}
    for bar in bars[:2]:
        # Beside the plan's hundreds a handful is a line on the axis: its number is written over it.
        bar |= {"text": bar["y"], "textposition": "outside", "cliponaxis": False}
    most = max((max(t.received, t.target or 0) for t in found.tracks), default=0)
    # Room for the words over the highest mark.
    return "各类型与全省规划数", bars, {"xaxis": _NAMES, "yaxis": {"range": [0, 1.18 * max(most, 1)]}}


def _defects(found: Statistics) -> tuple[str, list[dict[str, Any]], dict[str, Any]]:
    names = [name for name, _ in found.defects]
    bar: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": [count for _, count in found.defects],
    }
    bar["marker"] = {"color": f"#{BLUE}"}
    most = max((count for _, count in found.defects), default=0)
    axes = {"yaxis": {"autorange": "reversed", "automargin": True}, "xaxis": _whole(most)}
    return "常见问题（有这个问题的材料份数）", [bar], axes


def _whole(most: int) -> dict[str, Any]:
    """An axis of things that are counted: half a submission is no mark on it."""
    return {"dtick": 1} if most < 8 else {}


def _plot(title: str, data: list[dict[str, Any]], layout: dict[str, Any]) -> Any:
    shape = {
        "title": {"text": title, "font": {"size": 15}, "x": 0.02, "y": 0.97, "yanchor": "top"},
        "margin": {"l": 50, "r": 20, "t": 84, "b": 50},
        "height": 390,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "bargap": 0.35,
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "xanchor": "left"},
        **layout,
    }
    return gr.Plot.data_model(type="plotly", plot=json.dumps({"data": data, "layout": shape}))
