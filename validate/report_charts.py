"""Charts of a validation report: static SVG that takes its colours from the page around it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import vl_convert

from validate.report import Bin, Distribution
from validate.report_words import legible

_WIDTH, _HEIGHT = 300, 132
_FONT = "system-ui, sans-serif"
_SMALL, _LARGE = 11, 12
_TICKS, _FEW_TICKS = 4, 3
_LEAST_BINS = 12

_ROOT = re.compile(r"<svg [^>]*?width=\"([\d.]+)\" height=\"([\d.]+)\"[^>]*>")
_CONFIG: dict[str, Any] = {
    "aria": False,
    "background": "transparent",
    "font": _FONT,
    "axis": {
        "domainColor": "var(--muted)",
        "gridColor": "var(--rule)",
        "labelColor": "var(--muted)",
        "labelFontSize": _SMALL,
        "tickColor": "var(--muted)",
        "titleColor": "var(--muted)",
        "titleFontSize": _SMALL,
        "titleFontWeight": "normal",
    },
    "view": {"stroke": None},
}


_PLACED: dict[str, Any] = {
    "dx": 6,
    "dy": -12,
    "align": "right",
    "fontSize": _LARGE,
    "fontWeight": 600,
}


@dataclass(frozen=True)
class Point:
    """One validation: its name on the axis, its value and how it is written, its verdict."""

    label: str
    value: float
    text: str
    is_failed: bool


@dataclass(frozen=True)
class Picture:
    """`name` is unique on a page; `title` and `told` say in words what there is to see."""

    name: str
    title: str
    told: str


def trend(picture: Picture, points: Sequence[Point], step: float) -> str:
    """Draw values over time, the last with its number; failed ones are filled triangles.

    `step` is the least that two marks of the axis differ by: 1 for counts.
    """
    rows = [
        {"place": place, "label": legible(point.label), "value": point.value, "text": point.text}
        | {"verdict": "failed" if point.is_failed else "passed"}
        for place, point in enumerate(points)
    ]
    labels = [json.dumps(row["label"]) for row in rows]
    place = alt.X("place:O").axis(
        values=sorted({0, len(rows) - 1}),
        title=None,
        grid=False,
        labelAngle=0,
        labelExpr=f"datum.value == 0 ? {labels[0]} : {labels[-1]}",
        labelAlign="center",
        labelFlush=True,
    )
    value = alt.Y("value:Q").axis(title=None, format=".4~f", tickCount=_TICKS)
    value = value.scale(zero=False, nice=True, domain=_domain(points, step))
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=place, y=value)
    line = base.mark_line(color="var(--accent)", strokeWidth=1.5)
    marks = base.mark_point(size=36, opacity=1, strokeWidth=1.75).encode(
        shape=alt.Shape("verdict:N")
        .scale(domain=["passed", "failed"], range=["circle", "triangle-down"])
        .legend(None),
        stroke=alt.Stroke("verdict:N")
        .scale(domain=["passed", "failed"], range=["var(--accent)", "var(--bad-ink)"])
        .legend(None),
        fill=alt.Fill("verdict:N")
        .scale(domain=["passed", "failed"], range=["var(--paper)", "var(--bad-ink)"])
        .legend(None),
    )
    last = alt.Chart(alt.InlineData(values=rows[-1:])).encode(
        x="place:O", y="value:Q", text="text:N"
    )
    halo = last.mark_text(**_PLACED, color="var(--paper)", stroke="var(--paper)", strokeWidth=4)
    number = last.mark_text(**_PLACED, color="var(--ink)")
    return _svg(alt.LayerChart(layer=[line, marks, halo, number]), picture)


def histogram(picture: Picture, distribution: Distribution) -> str:
    """Draw how often values came; a few bins do not fill the picture."""
    rows = [
        {"lower": one.lower, "upper": one.upper, "count": one.count} for one in distribution.bins
    ]
    bars = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(color="var(--accent)", stroke="var(--paper)", strokeWidth=1)
        .encode(
            x=alt.X("lower:Q")
            .axis(
                title=legible(distribution.unit),
                grid=False,
                tickCount=6,
                tickMinStep=_width(distribution),
            )
            .scale(zero=False, nice=False, domain=_range(distribution)),
            x2="upper:Q",
            y=alt.Y("count:Q")
            .axis(title=None, format="~s", tickCount=_FEW_TICKS)
            .scale(
                nice=True, domain=[0, max(_FEW_TICKS, *(one.count for one in distribution.bins))]
            ),
            y2=alt.datum(0),
        )
    )
    return _svg(bars, picture)


def most_frequent(distribution: Distribution) -> Bin | None:
    """Return the fullest bin; None if there is no value at all."""
    fullest = max(distribution.bins, key=lambda one: one.count, default=None)
    return fullest if fullest and fullest.count else None


def _width(distribution: Distribution) -> float:
    first = distribution.bins[0]
    return first.upper - first.lower


def _range(distribution: Distribution) -> list[float]:
    """Give the ends of the axis: at least _LEAST_BINS bins, not below 0 if no value is."""
    lowest, highest = distribution.bins[0].lower, distribution.bins[-1].upper
    width = _width(distribution)
    lacking = max(0, _LEAST_BINS - round((highest - lowest) / width))
    first = lowest - lacking // 2 * width
    if lowest >= 0:
        first = max(0, first)
    return [first, max(highest, first + _LEAST_BINS * width)]


def _domain(points: Sequence[Point], step: float) -> list[float]:
    """Let counts begin at 0, and what never changed not stand in the middle of nothing."""
    values = [point.value for point in points]
    is_flat = min(values) == max(values)
    return [0 if step == 1 or is_flat else min(values), max(*values, _TICKS * step)]


def _svg(chart: alt.Chart | alt.LayerChart, picture: Picture) -> str:
    sized = chart.properties(width=_WIDTH, height=_HEIGHT).configure(**_CONFIG)
    drawn = vl_convert.vegalite_to_svg(sized.to_dict(), allowed_base_urls=[])
    name, title, told = (
        html.escape(legible(text)) for text in (picture.name, picture.title, picture.told)
    )
    opening = (
        rf'<svg class="chart" viewBox="0 0 \1 \2" width="\1" height="\2" role="img" '
        f'aria-labelledby="{name}-title {name}-told"><title id="{name}-title">'
    )
    described = f'{title}</title><desc id="{name}-told">{told}</desc>'
    return _ROOT.sub(lambda found: found.expand(opening) + described, drawn, count=1)
