"""Who may do what on a report, in pairs: `check_x` raises, `x` answers."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.services import api as services
from pendopo.voice.models import Report
from pendopo.voice.refusals import NotFound, Refused
from pendopo.voice.values import CLASSES


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


def coordinates_reports(who: directory.Actor, now: dt.datetime) -> bool:
    """Whether they coordinate the reports of some class: lists from and for SP4N-LAPOR!."""
    chart = directory.chart().by_code
    packages = [services.report_service(kind=kind, at=now) for kind in CLASSES]
    owners = {one.service.agency for one in packages if one is not None}
    return who.kind == "officer" and any(
        who.may("coordinator", chart[code].id) for code in owners if code in chart
    )


def check_coordinates_reports(who: directory.Actor | None, now: dt.datetime) -> None:
    """None is the operator at the machine, who may. Raises `Refused`."""
    if who is not None and not coordinates_reports(who, now):
        raise Refused("not_for_you")


def keeps_reports(who: directory.Actor, now: dt.datetime) -> bool:
    """Who watches over what is kept of reports and for how long: coordinators and auditors."""
    return coordinates_reports(who, now) or (who.kind == "officer" and who.may("auditor"))


def check_keeps(row: Report, who: directory.Actor) -> None:
    """Who may hold a report: its coordinator, and auditors. Raises `Refused`."""
    if not coordinates(row, who) and not may_reveal(who):
        raise Refused("not_for_you")


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


def why_no_agency_rating(agency_id: UUID, who: directory.Actor) -> str:
    """The code of a refusal: an agency is rated by residents whom the counter or the register
    knows, never by those who work there. "": it may be rated."""
    if agency_id not in directory.chart().organisations:
        return "agency_unknown"
    if who.account_id is None:
        return "rating_sign_in"
    person = directory.person(who.person_id) if who.person_id else None
    if person is None or person.erased or not (person.has_nik or person.foreigner):
        return "rating_unverified"
    mandates = directory.mandates_of_person(person.id)
    positions = directory.chart().positions
    at_work = {
        positions[one.position_id].organisation_id
        for one in mandates
        if one.position_id in positions
    }
    return "rating_own_agency" if agency_id in at_work else ""


def check_may_rate_agency(agency_id: UUID, who: directory.Actor) -> UUID:
    """The person who rates. Raises `NotFound` for an unknown agency, `Refused`."""
    why_not = why_no_agency_rating(agency_id, who)
    if why_not == "agency_unknown":
        raise NotFound(why_not)
    if why_not or who.person_id is None:
        raise Refused(why_not or "rating_unverified")
    return who.person_id


def check_is_no_report(case_id: UUID) -> None:
    """A report is rated as a report (`rate`), so that the two never mix. Raises `NotFound`."""
    if Report.objects.filter(pk=case_id).exists():
        raise NotFound("case_unknown")
