"""A delay climbs its ladder: each rung hears once, at its time, and takes part from then on.

When is casework's to say (`case.escalated`, `case.late_again`); here it is settled who. Nothing is
counted twice: which rungs a delay has climbed stands in its facts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.messages import api as messages
from pendopo.services import api as services
from pendopo.voice import policy
from pendopo.voice.catalogue import ladders, topics
from pendopo.voice.facts import ReportRaised
from pendopo.voice.ladders import Ladder, Rung, chosen, offices, tier_of
from pendopo.voice.models import Report
from pendopo.voice.recording import record

_HANDLE = (
    "Laporan {number} lewat batas waktu {days} hari kerja dan kini sampai kepada Anda"
    " ({rung}). Mohon ditindak: beri disposisi, atau pastikan dijawab."
)
_JUST = (
    "Laporan {number} melewati batas waktunya dan kini sampai kepada Anda ({rung}). Mohon ditindak."
)
_WATCH = (
    "Laporan {number} lewat batas waktu {days} hari kerja. Anda mengawasi ({rung}); yang"
    " menindak tetap instansinya."
)


def climb(
    row: Report, package: services.Compiled, *, element: str, days: int, now: dt.datetime
) -> None:
    """Let the delay of a step reach the rungs for so many working days after the limit, and look
    again for the next ones. The report is locked by the caller."""
    late = casework.late_task(case_id=row.pk, element=element, now=now)
    if late is None:
        return  # done meanwhile
    chart = directory.chart()
    agency = chart.organisations.get(late.organisation_id) if late.organisation_id else None
    if agency is None:
        return
    ladder = ladder_of(row, agency)
    clock = clock_of(package, late)
    before = climbed(row.pk, clock)
    told = {one for fact in before for one in fact.positions}
    pull = False  # an office was vacant: the next one hears at once
    for number, rung in enumerate(ladder.rungs, start=1):
        if any(fact.rung == number for fact in before):
            continue
        if rung.after > days and not pull:
            break
        found = offices(
            rung, late=agency, district=district_of(row, agency),
            coordinator=policy.coordinating_agency(row), chart=chart,
        )  # fmt: skip
        heard = _tell([one for one in found if one.id not in told], row, rung, days, now)
        pull = not heard and not told.intersection(one.id for one in found)
        told.update(heard)
        fact = ReportRaised(ladder=ladder.code, rung=number, clock=clock, days=days, act=rung.act,
                            positions=heard)  # fmt: skip
        record(row, fact, now=now, organisation=agency.id)
        if heard:
            casework.raise_case(case_id=row.pk, positions=heard, act=rung.act, now=now)
    later = sorted({rung.after for rung in ladder.rungs if rung.after > days})
    if later:
        casework.watch_lateness(task_id=late.task_id, days=later, now=now)


def ladder_of(row: Report, agency: directory.Organisation) -> Ladder:
    """The ladder that held when the report was sent, by its topic or the kind of the agency."""
    known = topics()
    kinds = {one.code: one.kind for one in directory.places()}
    topic = known.topics.get(row.topic or "")
    tier = tier_of(agency, kinds, tuple(known.districts.values()))
    return chosen(
        ladders(),
        tier=tier,
        on=directory.today(row.reported_at),
        named=topic.ladder if topic else "",
    )


def district_of(row: Report, agency: directory.Organisation) -> str:
    """Code of the kecamatan's organisation: of the agency's own place, else of the report's."""
    known = topics().districts
    if agency.code in known.values():
        return agency.code
    place = agency.code if agency.code.startswith(ledger.current_region()) else ""
    for code in (place, row.village or "", row.district or ""):
        parts = code.split(".")
        for size in range(len(parts), 2, -1):
            if found := known.get(".".join(parts[:size])):
                return found
    return ""


def clock_of(package: services.Compiled, late: casework.Lateness) -> str:
    """A name for the delay: steps of one stage share its clock, any other step has its own each
    time it opens."""
    stage = package.tasks[late.element].stage
    return stage or f"{late.element}:{late.task_id}"


def climbed(case_id: UUID, clock: str = "") -> tuple[ReportRaised, ...]:
    """The rungs that delays of a report have climbed, of one clock or all; one statement."""
    told = ledger.facts_about(about=case_id, kinds=(ReportRaised.KIND,))
    found = (one.fact for one in told)
    return tuple(one for one in found if isinstance(one, ReportRaised) and clock in ("", one.clock))


def _tell(
    positions: Sequence[directory.Position],
    row: Report,
    rung: Rung,
    days: int,
    now: dt.datetime,
) -> tuple[UUID, ...]:
    """Who holds these offices hears of it; the positions that somebody holds."""
    heard = []
    words = _WATCH if rung.act == "watch" else _HANDLE if days else _JUST
    for position in positions:
        holder = directory.holder_of(position.id, now)
        if holder is None:
            continue
        heard.append(position.id)
        messages.notify(
            person_id=holder.person_id,
            about_id=row.pk,
            dedupe=f"raised:{row.pk}:{position.id}:{now.timestamp():.0f}",
            subject=row.number,
            body=words.format(number=row.number, days=days, rung=rung.name.id),
            short=f"{row.number}: perlu perhatian Anda",
            now=now,
        )
    return tuple(heard)
