"""Incidents: a case for several agencies at once, opened by a package."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pendopo.casework import api as casework
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.watch import policy
from pendopo.watch.facts import IncidentOpened
from pendopo.watch.models import Incident
from pendopo.watch.recording import tell
from pendopo.watch.refusals import Refused

CHANNEL = "command"


@ledger.within_region
def open_incident(
    *,
    service: str,
    answers: Mapping[str, Any],
    who: directory.Actor,
    language: str,
    now: dt.datetime,
    command: ledger.Command,
) -> str:
    """Open an incident by a package (mode `incident`); returns the number of its case.

    A leader, or whoever has the duty. The case belongs to nobody: no resident stands behind it. The
    same command again gets the same number. Raises `Refused`, `casework.Invalid` with every answer
    that does not hold.
    """
    position = policy.check_on_watch(who, now)
    package = services.service_at(slug=service, at=now)
    if package is None or package.service.mode != "incident":
        raise Refused("incident_unknown")
    nobody = directory.admit_applicant(known={}, now=now)
    case_id = uuid7(now)
    opened = casework.open_case(
        case_id=case_id,
        service=package.slug,
        answers=answers,
        who=who,
        person_id=nobody.person_id,
        applicant_masked="",
        key=nobody.key,
        channel=CHANNEL,
        language=language,
        now=now,
        command=command,
    )
    if opened.repeated:
        return opened.number
    district = _district(package, answers)
    Incident.objects.create(
        case_id=case_id,
        number=opened.number,
        service=package.slug,
        position_id=position.id,
        district=district,
        opened_at=now,
    )
    fact = IncidentOpened(
        service=package.slug, number=opened.number, position=position.id,
        district=district or None,
    )  # fmt: skip
    tell(fact, about=case_id, now=now, who=who, organisation=position.organisation_id)
    return opened.number


def _district(package: services.Compiled, answers: Mapping[str, Any]) -> str:
    """The place code among the answers, if the form asks for one."""
    known = {place.code for place in directory.places()}
    codes = [
        str(answers.get(name, ""))
        for name, question in package.form.questions.items()
        if question.kind == "code"
    ]
    return next((code for code in codes if code in known), "")
