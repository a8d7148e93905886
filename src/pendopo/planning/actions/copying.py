"""Rows of a judged file written into a draft, a thousand at a time, in the verb's transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import models

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.planning.actions.purposes import plain
from pendopo.planning.intake import Intake, IntakeIndicator, IntakeNode
from pendopo.planning.intake.merge import Known, Merge, outline
from pendopo.planning.models import Budget, Indicator, Node, Version
from pendopo.planning.tree import codes

CHUNK: Final = 1_000
Progress = Callable[[int, int, str], None]
_NODE = ("parent_key", "level", "code", "own_code", "name", "skpd_code", "organisation_id",
         "revision")  # fmt: skip
_INDICATOR = ("formula", "unit", "direction", "accumulation", "baseline", "targets", "target_text",
              "source", "revision")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Copied:
    nodes: int
    indicators: int
    budgets: int


def known_nodes(version: Version) -> list[Known]:
    """One statement."""
    rows = Node.objects.filter(version=version).values_list(
        "key", "level", "code", "own_code", "name", "skpd_code", "parent_key", "place", "revision"
    )
    return [Known(*row) for row in rows]


def copy(
    version: Version,
    intake: Intake,
    merged: Merge,
    first_place: int,
    now: dt.datetime,
    progress: Progress,
) -> Copied:
    """Nodes from the top down, then indicators, then money; what is there already is replaced by
    what the file says, and what the file does not say stays."""
    total = len(intake.nodes) + len(intake.indicators) + len(intake.budgets)
    write = _Writer(total, progress)
    agencies = {
        codes.agency_key(one.code): one.id
        for one in directory.chart().organisations.values() if one.code
    }  # fmt: skip
    nodes = [
        _node(version, one, merged, agencies, first_place + at)
        for at, one in enumerate(outline(intake), 1)
    ]
    write(Node, nodes, ["version", "key"], _NODE, "Bagian rencana")
    indicators = _indicators(version, intake.indicators, merged, now)
    write(Indicator, indicators, ["version", "key"], _INDICATOR, "Indikator")
    budgets = [
        Budget(version=version, node_key=merged.keys[one.node], year=one.year,
               account=one.account[:32], account_name=one.account_name[:300], amount=one.amount)
        for one in intake.budgets
    ]  # fmt: skip
    write(Budget, budgets, ["version", "node_key", "year", "account"],
          ("amount", "account_name"), "Anggaran")  # fmt: skip
    return Copied(len(nodes), len(indicators), len(budgets))


class _Writer:
    """Upserts in chunks and says how far it is."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def __call__(
        self,
        model: type[models.Model],
        rows: Sequence[Any],
        unique: list[str],
        replaced: Sequence[str],
        said: str,
    ) -> None:
        for start in range(0, len(rows), CHUNK):
            part = rows[start : start + CHUNK]
            model._default_manager.bulk_create(
                part, update_conflicts=True, unique_fields=unique, update_fields=list(replaced)
            )
            self._done += len(part)
            self._progress(self._done, self._total, said)


def _node(
    version: Version, one: IntakeNode, merged: Merge, agencies: dict[str, UUID], place: int
) -> Node:
    known = merged.known.get(one.ref)
    return Node(
        version=version,
        key=merged.keys[one.ref],
        parent_key=merged.parents[one.ref],
        level=one.level,
        code=one.code[:40],
        own_code=one.own_code[:40],
        name=one.name or (known.name if known else one.code),
        skpd_code=one.skpd[:40],
        organisation_id=agencies.get(codes.agency_key(one.skpd)) if one.skpd else None,
        place=known.place if known else place,
        revision=known.revision + 1 if known else 1,
    )


def _indicators(
    version: Version, given: Sequence[IntakeIndicator], merged: Merge, now: dt.datetime
) -> list[Indicator]:
    """An indicator is known by its node and its name."""
    rows = Indicator.objects.filter(version=version)
    there = {(one.node_key, one.name.casefold()): one for one in rows}
    found: dict[tuple[UUID, str], Indicator] = {}
    for at, one in enumerate(given, 1):
        key = (merged.keys[one.node], one.name.casefold())
        before = found.get(key) or there.get(key)
        row = Indicator(
            version=version,
            key=before.key if before else uuid7(now),
            node_key=key[0],
            name=one.name,
            formula=one.formula or (before.formula if before else ""),
            unit=one.unit or (before.unit if before else ""),
            direction=one.direction or (before.direction if before else ""),
            accumulation=one.accumulation or (before.accumulation if before else ""),
            baseline=before.baseline if before and one.baseline is None else one.baseline,
            targets={**(before.targets if before else {}),
                     **{period: plain(value) for period, value in one.targets.items()}},
            target_text=one.target_text,
            source="imported",
            place=at,
            revision=before.revision + 1 if before else 1,
        )  # fmt: skip
        found[key] = row
    return list(found.values())
