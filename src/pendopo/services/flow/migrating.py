"""A running case goes on in another version of its package. Pure; dry and for real."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TypeVar

import msgspec

from pendopo.core.clock import Calendar
from pendopo.core.process import migration
from pendopo.services.compiled import Compiled
from pendopo.services.flow.move import Answers, Move
from pendopo.services.flow.moving import Moving
from pendopo.services.flow.state import CaseState
from pendopo.services.problems import Refused

Plan = migration.Plan
Verdict = migration.Verdict
T = TypeVar("T", bound=msgspec.Struct)


def migration_plan(old: Compiled, new: Compiled, mapping: Mapping[str, str]) -> Plan:
    """What becomes of each element. Raises `Refused("mapping")` for a mapping that names what is
    not there, or two elements for one; `Refused("other-service")`."""
    if old.slug != new.slug or old.service.mode != new.service.mode:
        raise Refused(
            "other-service",
            "Berkas hanya berpindah antarversi layanan yang sama, dengan mode yang sama.",
            "A case moves only between versions of the same service, of the same mode.",
        )
    try:
        return migration.plan(old.graph, new.graph, mapping)
    except ValueError as error:
        raise Refused(
            "mapping",
            f"Padanan unsur keliru: {error}.",
            f"The mapping is wrong: {error}.",
        ) from error


def migration_verdict(
    plan: Plan,
    new: Compiled,
    case: CaseState,
    elements: Collection[str] = (),
    letters: Collection[str] = (),
) -> Verdict:
    """Whether one case can move. elements: of all its tasks so far, which its history shows;
    letters: those that were made for it."""
    if case.ended:
        return plan.verdict(msgspec.structs.replace(case.process, ended=True))
    found = plan.verdict(case.process)
    if found.answer != "automatic":
        return found
    for element in sorted({*elements, *case.done, *case.opinions, *case.joined}):
        target = plan.names.get(element)
        if target not in new.tasks:
            return Verdict(
                element,
                "needs mapping",
                "",
                "Langkah yang sudah dikerjakan ini tidak ada lagi; sebutkan penggantinya.",
                "This step, done already, is no longer there; name what takes its place.",
            )
    lost = sorted(set(letters) - set(new.service.letters))
    if lost:
        return Verdict(
            "",
            "blocked",
            "",
            f"Surat “{lost[0]}” sudah disusun dan tidak ada lagi dalam versi baru.",
            f"The letter “{lost[0]}” has been drafted and is no longer in the new version.",
        )
    for one in case.sends:
        if one.kind == "message" and one.name not in new.service.messages:
            return Verdict(
                one.element,
                "blocked",
                "",
                "Masih ada pesan yang sedang dikirim.",
                "A message is still on its way.",
            )
    return found


def migrated(
    plan: Plan, new: Compiled, case: CaseState, *, now: datetime, calendar: Calendar
) -> Move:
    """The case in the new version: same tokens, tasks and timers under their new names, deadlines
    by the new package. Raises `migration.CannotMigrate`."""
    process = migration.migrate(case.process, plan)

    def name(element: str) -> str:
        return plan.names.get(element, element)

    moved = msgspec.structs.replace(
        case,
        process=process,
        tasks=tuple(_renamed(one, name(one.element)) for one in case.tasks),
        timers=tuple(_renamed(one, name(one.element)) for one in case.timers),
        calls=tuple(_renamed(one, name(one.element)) for one in case.calls),
        sends=tuple(_renamed(one, name(one.element)) for one in case.sends),
        done=tuple(name(one) for one in case.done),
        opinions={name(key): one for key, one in case.opinions.items()},
        joined={name(key): one for key, one in case.joined.items()},
    )
    return Moving(new, moved, now, calendar).finish(Answers())


def _renamed(one: T, element: str) -> T:
    return msgspec.structs.replace(one, element=element)
