"""Figures of the published table in words: each with its interval and its n."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from pendopo.directory import api as directory
from pendopo.faces.components.filters import number, percent
from pendopo.faces.components.wording import words
from pendopo.faces.portal.rating.form import ELEMENTS
from pendopo.faces.portal.reports import vocabulary
from pendopo.services import api as services
from pendopo.voice import api as voice

MONTHS = 24
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the interval that it comes from, in words."""

    value: str
    span: str  # "" for nothing

    def __str__(self) -> str:
        return f"{self.value} ({self.span})" if self.span else self.value


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table. told: as published."""

    name: str
    told: voice.Standing
    code: str = ""

    @property
    def score(self) -> str:
        return number(self.told.score, 1) if self.told.score is not None else NOTHING

    @property
    def fixed(self) -> Figure:
        return share(self.told.fixed, self.told.fixed_low, self.told.fixed_high)

    @property
    def on_time(self) -> Figure:
        return share(self.told.on_time, self.told.on_time_low, self.told.on_time_high)

    @property
    def reopened(self) -> Figure:
        return share(self.told.reopened, self.told.reopened_low, self.told.reopened_high)

    @property
    def rating(self) -> Figure:
        """ "4,1 (3,6 sampai 4,5)"."""
        return stars(self.told.rating, self.told.rating_low, self.told.rating_high)


def share(value: float | None, low: float | None, high: float | None) -> Figure:
    """ "82 % (71 sampai 90)"; a dash for nothing."""
    if value is None or low is None or high is None:
        return Figure(NOTHING, "")
    return Figure(percent(100 * value, 0), _span(number(100 * low, 0), number(100 * high, 0)))


def stars(value: float | None, low: float | None, high: float | None) -> Figure:
    """ "4,1 (3,6 sampai 4,5)" of 1 to 5."""
    if value is None or low is None or high is None:
        return Figure(NOTHING, "")
    return Figure(number(value, 1), _span(number(low, 1), number(high, 1)))


def _span(low: str, high: str) -> str:
    return _("%(low)s sampai %(high)s") % {"low": low, "high": high}


def lines(told: Sequence[voice.Standing], dimension: str) -> list[Line]:
    """With the names of agencies, topics and districts as people know them."""
    chart = directory.chart()
    districts = vocabulary.districts() if dimension == "district" else {}
    found = []
    for one in told:
        if dimension == "agency":
            known = chart.by_code.get(one.name)
            found.append(Line(known.name if known else one.name, one, one.name if known else ""))
        elif dimension == "topic":
            found.append(Line(vocabulary.topic(one.name), one))
        else:
            found.append(Line(districts.get(one.name, one.name), one))
    return found


def month(text: str) -> str:
    """ "November 2026" for "2026-11"."""
    return str(formats.date_format(dt.date.fromisoformat(f"{text}-01"), "F Y"))


def history(told: Sequence[tuple[str, voice.Standing]]) -> list[dict[str, Any]]:
    """Month by month, newest first."""
    return [
        {"month": month(text), "line": Line("", one), "n": one.n, "rank": one.rank}
        for text, one in reversed(told)
    ]


def rated(line: voice.RatingLine | None) -> dict[str, Any] | None:
    """Ratings of one kind; None where nobody rated."""
    if line is None:
        return None
    return {
        "n": line.n,
        "words": stars(line.mean, line.low, line.high),
        "counts": [(score, count) for score, count in enumerate(line.counts, start=1)],
        "reasons": sorted(
            ((str(ELEMENTS.get(code, code)), count) for code, count in line.reasons),
            key=lambda one: -one[1],
        ),
    }


def services_of(found: Sequence[voice.RatingLine], now: dt.datetime) -> list[dict[str, Any]]:
    """Each rated service of an agency, by its title."""
    rows = []
    for one in found:
        known = services.service_at(slug=one.service, at=now)
        title = words(known.service.title) if known else one.service
        rows.append({"title": title, "n": one.n, "words": stars(one.mean, one.low, one.high)})
    return sorted(rows, key=lambda row: str(row["title"]))


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example of the formula: constructed reports of one agency, and what the table makes
    of them."""

    n: int
    fixed: int
    prompt: int
    fixed_words: str
    prompt_words: str
    fixed_low: str
    prompt_low: str
    score: str


def example(n: int = 40, fixed: int = 30, prompt: int = 24) -> Example:
    """Of n reports that came due: fixed, and of them at the first attempt and in time. Nobody else
    to compare with, so the difficulty is 1."""
    (low, high), (slow, swift) = (voice.wilson(successes=one, n=n) for one in (fixed, prompt))
    return Example(
        n=n,
        fixed=fixed,
        prompt=prompt,
        fixed_words=str(share(fixed / n, low, high)),
        prompt_words=str(share(prompt / n, slow, swift)),
        fixed_low=number(low, 3),
        prompt_low=number(slow, 3),
        score=number(voice.score_of(low, slow), 1),
    )
