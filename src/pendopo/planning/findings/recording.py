"""The inspectorate records a finding: its case opens and stands on the thread, together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning.contracts.models import Contract
from pendopo.planning.finding import current_version, node_in, plan_of
from pendopo.planning.findings.facts import FindingRecorded
from pendopo.planning.findings.models import AuditFinding
from pendopo.planning.recording import record
from pendopo.planning.refusals import NotFound, Refused
from pendopo.services import api as services

AUDITOR = "auditor"
CHANNEL = "desk"


def records_findings(*, who: directory.Actor, now: dt.datetime) -> bool:
    """Auditors of the agency whose package it is."""
    package = services.finding_service(at=now)
    owner = directory.chart().by_code.get(package.service.agency) if package else None
    return who.kind == "officer" and owner is not None and who.may(AUDITOR, owner.id)


@ledger.within_region
def record_finding(
    *,
    answers: Mapping[str, Any],
    who: directory.Actor,
    language: str,
    now: dt.datetime,
    command: ledger.Command,
    plan_id: UUID | None = None,
    node_key: UUID | None = None,
    contract_id: UUID | None = None,
) -> str:
    """Open the case of a finding with the answers of the package's form; returns its number.

    It is about the agency that the form's answer of kind code names, and, if told, about one of
    its sub-activities or contracts. The case belongs to nobody: no resident stands behind it, and
    whoever recorded it may verify the follow-up; the fact of the finding says who that was. The
    same command again gets the same number. Raises `Refused`, `casework.Invalid` with every answer
    that does not hold.
    """
    package = services.finding_service(at=now)
    if package is None:
        raise NotFound("finding_unknown")
    if not records_findings(who=who, now=now):
        raise Refused("not_for_you")
    agency = _agency(package, answers)
    contract = _contract(contract_id, agency)
    if contract is not None:
        plan_id, node_key = contract.plan_id, contract.node_key
    if node_key is not None:
        _check_node(plan_id, node_key, agency)
    nobody = directory.admit_applicant(known={}, now=now)
    case_id = uuid7(now)
    opened = casework.open_case(
        case_id=case_id, service=package.slug, answers=answers, who=directory.ANONYMOUS,
        person_id=nobody.person_id, applicant_masked="", key=nobody.key, channel=CHANNEL,
        language=language, now=now, command=command,
    )  # fmt: skip
    if opened.repeated:
        return opened.number
    AuditFinding.objects.create(
        case_id=case_id, number=opened.number, organisation_id=agency.id,
        plan_id=plan_id if node_key else None, node_key=node_key, contract=contract,
        recorded_at=now,
    )  # fmt: skip
    fact = FindingRecorded(
        number=opened.number, agency=agency.id, node=node_key,
        contract=contract.pk if contract else None,
    )  # fmt: skip
    record((case_id, fact), who=who, now=now, organisation=agency.id)
    return opened.number


def _agency(package: services.Compiled, answers: Mapping[str, Any]) -> directory.Organisation:
    """The organisation that an answer of kind code names."""
    known = directory.chart().by_code
    for name, question in package.form.questions.items():
        found = known.get(str(answers.get(name, ""))) if question.kind == "code" else None
        if found is not None and found.kind in ("agency", "district"):
            return found
    raise Refused("finding_agency")


def _contract(contract_id: UUID | None, agency: directory.Organisation) -> Contract | None:
    if contract_id is None:
        return None
    row = Contract.objects.filter(pk=contract_id).first()
    if row is None:
        raise NotFound("contract_unknown")
    if row.organisation_id != agency.id:
        raise Refused("finding_elsewhere")
    return row


def _check_node(plan_id: UUID | None, node_key: UUID, agency: directory.Organisation) -> None:
    if plan_id is None:
        raise NotFound("plan_unknown")
    node = node_in(current_version(plan_of(plan_id).pk).pk, node_key)
    if node.organisation_id != agency.id:
        raise Refused("finding_elsewhere")
