"""The data keys of what was forgotten: destroyed once they seal nothing that is kept.

A rule takes one part of a report; the key of its case seals the others until their own time. So it
goes with the last of them. Whoever was known by a report alone has a key of their own, which goes
with their name. Nobody's key goes who is registered: it is theirs, not the report's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.voice.models import ForgottenPart, Report
from pendopo.voice.retention.facts import KeyKept
from pendopo.voice.retention.rules import PARTS, rules

_APART = "identity"
"""The part of an anonymous report that the key of its case never sealed."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of the keys of one report by one rule: how many were destroyed, why not."""

    destroyed: int = 0
    kept: KeyKept | None = None


def forget_keys(
    rows: Sequence[Report],
    keys: Mapping[UUID, UUID],
    others: Mapping[UUID, frozenset[UUID]],
    now: dt.datetime,
) -> dict[UUID, Fate]:
    """Destroy what can be, after the parts were forgotten; by report. keys: of each case; others:
    of people that each report knew. Seven statements whatever their number."""
    empty = _emptied(rows)
    wanted = {
        row.pk: others.get(row.pk, frozenset()) | ({keys[row.pk]} if row.pk in empty else set())
        for row in rows
    }
    every = {key for found in wanted.values() for key in found}
    if not every:
        return {row.pk: Fate() for row in rows}
    sealing = casework.sealed_with(key_ids=every)
    elsewhere = {case for cases in sealing.values() for case in cases} - empty
    empty |= _emptied(Report.objects.filter(pk__in=elsewhere)) if elsewhere else set()
    in_use = {key for key, cases in sealing.items() if cases - empty}
    fates = directory.destroy_keys(key_ids=every, in_use=in_use, now=now)
    return {report: _fate([fates[key] for key in found]) for report, found in wanted.items()}


def _fate(fates: Sequence[directory.KeyFate]) -> Fate:
    """The weightiest reason, where several keys were kept."""
    why: tuple[KeyKept, ...] = ("registered", "known", "in_use")
    kept = next((one for one in why if one in fates), None)
    return Fate(sum(one == "destroyed" for one in fates), kept)


def _emptied(rows: Iterable[Report]) -> set[UUID]:
    """Reports of which every part is forgotten that the key of their case seals."""
    part_of = {one.code: one.part for one in rules()}
    ids = {row.pk: row.visibility for row in rows}
    gone: dict[UUID, set[str]] = {}
    done = ForgottenPart.objects.filter(report_id__in=ids).values_list("report_id", "rule")
    for report, rule in done:
        gone.setdefault(report, set()).add(part_of.get(rule, ""))
    return {
        report
        for report, seen in ids.items()
        if {*PARTS} - ({_APART} if seen == "anonymous" else set()) <= gone.get(report, set())
    }
