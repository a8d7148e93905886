"""The rules as the region's folder names them (`voice/retention.yaml`), read again when it changes.

A rule says which part of a report is forgotten, how long after its end, and on what ground. What no
source gives is marked `contoh`.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml
from django.conf import settings

from pendopo.ledger import api as ledger
from pendopo.services.api import ReportClass
from pendopo.voice.facts import Visibility

FILE = "voice/retention.yaml"
Part = Literal["text", "photos", "place", "identity"]
PARTS: tuple[Part, ...] = ("text", "photos", "place", "identity")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_remembered: dict[Path, tuple[tuple[int, int], tuple[Rule, ...]]] = {}


class RulesRefused(Exception):
    """The file cannot be used; says where and why."""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    en: str


class Period(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"since": "from"}):
    """So many months after the end of a report, from this day on. contoh: no source gives it."""

    since: dt.date
    months: int
    basis: str
    contoh: bool = False


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"part": "forget"}):
    """code: stands in every fact of it. part: what is forgotten. visibility, sort: only of such
    reports; all when empty. oversight: only of those that called for it, or only of the others."""

    code: str
    name: Words
    part: Part
    period: tuple[Period, ...]
    visibility: tuple[Visibility, ...] = ()
    sort: tuple[ReportClass, ...] = ()
    oversight: bool | None = None

    def in_force(self, on: dt.date) -> Period | None:
        """The period that holds on this day; None before the first."""
        begun = [one for one in self.period if one.since <= on]
        return max(begun, key=lambda one: one.since) if begun else None

    def due_on(self, ended: dt.date) -> dt.date | None:
        """The day on which it takes its part of a report that ended then; None for never."""
        periods = sorted(self.period, key=lambda one: one.since)
        for one, after in zip(periods, [*periods[1:], None], strict=True):
            day = max(one.since, months_after(ended, one.months))
            if after is None or day < after.since:
                return day
        return None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    rules: tuple[Rule, ...]


def rules() -> tuple[Rule, ...]:
    """Those of the current region, in their order; none when its folder has no file. Raises
    `RulesRefused` for one that cannot be used: then nothing is forgotten."""
    path = _file_of(ledger.current_region())
    return load_rules(path) if path is not None else ()


def load_rules(path: Path) -> tuple[Rule, ...]:
    about = path.stat()
    stamp = (about.st_mtime_ns, about.st_size)
    known = _remembered.get(path)
    if known is not None and known[0] == stamp:
        return known[1]
    try:
        # A safe loader: it builds plain values only.
        told = yaml.load(path.read_bytes(), Loader=_LOADER)
        found = msgspec.convert(told, _File).rules
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError) as wrong:
        raise RulesRefused(f"{path.name}: {wrong}") from wrong
    codes = [one.code for one in found]
    if len(set(codes)) != len(codes):
        raise RulesRefused(f"{path.name}: a code stands twice")
    if any(one.months < 1 for rule in found for one in rule.period) or not all(
        rule.period for rule in found
    ):
        raise RulesRefused(f"{path.name}: every rule needs a period of at least one month")
    _remembered[path] = (stamp, found)
    return found


def months_before(at: dt.datetime, months: int) -> dt.datetime:
    """The same day and hour so many months earlier; the last day of a month that is too short."""
    number = at.year * 12 + at.month - 1 - months
    year, month = divmod(number, 12)
    first_of_next = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (first_of_next - dt.timedelta(days=1)).day
    return at.replace(year=year, month=month + 1, day=min(at.day, last))


def months_after(day: dt.date, months: int) -> dt.date:
    """The first day by which so many months are over (`months_before`)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (first_of_next - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, day.day) if day.day <= last else first_of_next


@cache
def _file_of(region: str) -> Path | None:
    for path in sorted(Path(settings.REGIONS_FOLDER).glob(f"*/{FILE}")):
        about = yaml.load((path.parents[1] / "region.yaml").read_bytes(), Loader=_LOADER)
        if str(about.get("code")) == region:
            return path
    return None
