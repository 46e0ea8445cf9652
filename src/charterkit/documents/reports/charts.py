"""Charts as values: lines over time, bars, and bars in layers, with what they say in words.

How they are drawn as SVG is the business of ``charts_svg``; what is counted, of whoever makes them. The figures as a
table are added by ``report.drawn``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from charterkit.documents.wording.numerals import grouped
from charterkit.documents.wording.phrases import Phrases, phrases

_FEW: Final = 8
"""So many figures of a series are all told in words."""

Value = int | float | None
"""A figure, or None where there is none."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures, as many as the chart has labels."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn.

    Attributes:
        kind: ``lines`` for a trend, ``bars`` beside each other, ``stacked`` for bars in layers.
        title: what the chart shows.
        labels: the versions, articles or participants that the figures belong to, in order.
        series: the figures; each has as many as there are labels, none of them negative.
        axis: what the labels are, for the head of the table of figures.
        said: what the chart says in a sentence or two; made of the figures where it is left out.

    Raises:
        ValueError: a series has another number of figures than there are labels, or a negative one.
    """

    kind: Literal["lines", "bars", "stacked"]
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    axis: str = ""
    said: str = ""

    def __post_init__(self) -> None:
        """Refuse figures that cannot be drawn."""
        for series in self.series:
            if len(series.values) != len(self.labels):
                raise ValueError(f"'{series.name}' has {len(series.values)} figures for {len(self.labels)} labels")
            if any(value is not None and value < 0 for value in series.values):
                raise ValueError(f"'{series.name}' has a negative figure")

    @property
    def highest(self) -> float:
        """The highest figure to be drawn: of one series, or of all layers together."""
        if self.kind == "stacked":
            columns = zip(*(series.values for series in self.series), strict=True)
            return max((float(sum(value or 0 for value in column)) for column in columns), default=0)
        return max((float(value) for series in self.series for value in series.values if value is not None), default=0)


def alternative(chart: Chart, language: str) -> str:
    """Return what is told to somebody who does not see the chart; every figure stands in the table below it."""
    say = phrases("charts", language)
    told = (_told(series, chart.labels, say) for series in chart.series)
    return chart.said or " ".join((say("title", title=chart.title), *told))


def _told(series: Series, labels: tuple[str, ...], say: Phrases) -> str:
    """Return a series in words: its figures, or where they are many the first, the last and the highest between."""
    known = [(label, value) for label, value in zip(labels, series.values, strict=True) if value is not None]
    if not known:
        return say("none", name=series.name)
    ends = known if len(known) <= _FEW else [known[0], max(known[1:-1], key=lambda each: each[1]), known[-1]]
    figures = (say("figure", label=label, value=grouped(value, say.language)) for label, value in ends)
    return say("told", name=series.name, figures=say.listed(figures))
