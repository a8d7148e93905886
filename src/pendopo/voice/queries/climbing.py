"""How far the delay of a report has climbed, and who hears next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from pendopo.core import references
from pendopo.ledger import api as ledger
from pendopo.services.api import Text
from pendopo.voice.catalogue import ladders
from pendopo.voice.facts import ReportRaised
from pendopo.voice.ladders import PLAIN
from pendopo.voice.models import Report


@dataclass(frozen=True, slots=True)
class RungView:
    """after: working days after the limit. reached: when it heard, None while it has not.
    positions: who did; none for a vacant office."""

    name: Text
    act: str
    after: int
    reached: dt.datetime | None
    positions: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Climb:
    """name, basis: of the ladder; to_check: the regulation with which it has still to be compared;
    contoh: its days come from no source."""

    name: Text
    basis: str
    to_check: str
    contoh: bool
    rungs: tuple[RungView, ...]


@ledger.within_region
def climb_of(*, number: str) -> Climb | None:
    """The latest delay of a report; None when none has climbed, or its ladder is known no more. For
    officers at the case, whose right the caller has checked. Two statements."""
    wanted = references.normalise(number) or number[:40]
    row = Report.objects.filter(number=wanted).values_list("pk", "ladder").first()
    if row is None or not row[1]:
        return None
    ladder = next((one for one in (*ladders(), PLAIN) if one.code == row[1]), None)
    if ladder is None:
        return None
    told = ledger.facts_about(about=row[0], kinds=(ReportRaised.KIND,))
    last = max(told, key=lambda one: one.occurred_at).data["clock"] if told else ""
    heard = {one.data["rung"]: one for one in told if one.data["clock"] == last}
    return Climb(
        name=Text(ladder.name.id, ladder.name.en),
        basis=ladder.basis,
        to_check=ladder.to_check,
        contoh=ladder.contoh,
        rungs=tuple(
            RungView(
                name=Text(rung.name.id, rung.name.en),
                act=rung.act,
                after=rung.after,
                reached=heard[at].occurred_at if at in heard else None,
                positions=tuple(UUID(str(one)) for one in heard[at].data["positions"])
                if at in heard
                else (),
            )
            for at, rung in enumerate(ladder.rungs, start=1)
        ),
    )


def rung_name(ladder: str | None, rung: int) -> Text | None:
    """The name of the highest rung reached; None for none."""
    found = next((one for one in (*ladders(), PLAIN) if one.code == ladder), None)
    if found is None or not 0 < rung <= len(found.rungs):
        return None
    name = found.rungs[rung - 1].name
    return Text(name.id, name.en)
