"""Who may do what on a report, in pairs: `check_x` raises, `x` answers."""

from __future__ import annotations

from uuid import UUID

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.services import api as services
from pendopo.voice.models import Report
from pendopo.voice.refusals import NotFound, Refused


def coordinating_agency(row: Report) -> UUID:
    """The agency of the package: it verifies, moderates and groups."""
    package = services.version(hash=row.version_hash)
    return directory.chart().by_code[package.service.agency].id


def coordinates(row: Report, who: directory.Actor) -> bool:
    return who.kind == "officer" and who.may("coordinator", coordinating_agency(row))


def check_coordinates(row: Report | None, who: directory.Actor) -> Report:
    """Raises `NotFound` for whoever is no officer, so that nobody learns of secret reports."""
    if row is None or who.kind != "officer":
        raise NotFound("report_unknown")
    if not coordinates(row, who):
        raise Refused("not_for_you")
    return row


def may_reveal(who: directory.Actor) -> bool:
    """The identity behind an anonymous report is open to auditors alone: neither to the agency
    that has the report nor to the coordinator who forwards it."""
    return who.kind == "officer" and who.may("auditor")


def check_may_reveal(who: directory.Actor) -> None:
    if not may_reveal(who):
        raise Refused("not_for_you")


def answers_for(row: Report, who: directory.Actor) -> bool:
    """A liaison of the agency that has the report now; also in the moment before the row has
    followed the case there."""
    if who.kind != "officer":
        return False
    if _answers_at(row.agency_id, who):
        return True
    return any(_answers_at(one, who) for one in casework.at_work(case_id=row.pk))


def _answers_at(agency: UUID | None, who: directory.Actor) -> bool:
    return agency is not None and (who.may("liaison", agency) or who.may("auditor", agency))


def check_answers_for(row: Report | None, who: directory.Actor) -> Report:
    if row is None or who.kind != "officer":
        raise NotFound("report_unknown")
    if not answers_for(row, who):
        raise Refused("not_for_you")
    return row
