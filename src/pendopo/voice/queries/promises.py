"""What a reporter is promised: the time limits in force, and on what each of them rests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pendopo.core.clock import Limit
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

Promise = Literal["verify", "follow_up", "close", "whole", "oversight"]


@dataclass(frozen=True, slots=True)
class Promised:
    """What: verification by the coordinator, follow-up by the agency, closing after the last reply,
    the whole, and the whole of what the Inspectorate examines. to_check: the regulation with which
    the value has still to be compared; contoh: no source gives it."""

    what: Promise
    limit: Limit
    basis: str
    since: dt.date
    until: dt.date | None
    to_check: str
    contoh: bool


@ledger.within_region
def promises(*, sort: services.ReportClass, now: dt.datetime) -> tuple[Promised, ...]:
    """The limits for a report of this class that is sent now; empty when the region answers none.
    From the package, without a statement."""
    package = services.report_service(kind=sort, at=now)
    if package is None or package.service.report is None:
        return ()
    on, service, moves = directory.today(now), package.service, package.service.report.moves
    close = service.report.reporter.get("confirm", "").partition(".")[0] if service.report else ""
    found: list[tuple[Promise, Sequence[services.DatedLimit]]] = [
        ("verify", _rules(package, _first(moves, "forwarded"))),
        ("follow_up", _rules(package, _first(moves, "checking"))),
        ("close", _rules(package, close)),
        ("whole", [one for one in service.sla.total if not one.when]),
    ]
    if "audited" in moves.values():
        found.append(("oversight", [one for one in service.sla.total if one.when]))
    return tuple(_promised(what, rules, on) for what, rules in found if rules)


def _first(moves: dict[str, services.ReportStatus], status: services.ReportStatus) -> str:
    """The task whose outcome first means this to the reporter, in the order of the package."""
    return next((name.partition(".")[0] for name, one in moves.items() if one == status), "")


def _rules(package: services.Compiled, element: str) -> Sequence[services.DatedLimit]:
    if element not in package.tasks:
        return ()
    spec = package.tasks[element].spec
    rules = package.service.sla.stages[spec.stage].limit if spec.stage else spec.limit
    return [one for one in rules if not one.when]


def _promised(what: Promise, rules: Sequence[services.DatedLimit], on: dt.date) -> Promised:
    rule = services.in_force(rules, on)
    return Promised(
        what=what,
        limit=rule.value,
        basis=rule.basis,
        since=rule.since,
        until=rule.until,
        to_check=rule.to_check,
        contoh=rule.contoh,
    )
