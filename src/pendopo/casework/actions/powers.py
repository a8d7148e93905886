"""Powers of attorney (surat kuasa) for a service or a case, with the signed paper; and the notice
that tells whoever gave one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from pendopo.casework import models, policy
from pendopo.casework.access import is_same_access
from pendopo.casework.facts import CaseRepresented
from pendopo.casework.queries.tracking import case_by_number
from pendopo.casework.refusals import NotFound, Refused
from pendopo.core.clock import words
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.messages import api as messages
from pendopo.services import api as services

_WORDS = (
    "Anda memberi kuasa kepada {who} ({position}, {organisation}) untuk mengurus {what} sampai"
    " {until}. Nomor surat kuasa {number}, kode Anda {code}. Bukan Anda, atau ingin berhenti? Buka"
    " menu Surat kuasa di situs layanan, atau datang ke loket."
)


_SHORT = (
    "Surat kuasa {number} atas nama Anda dibuat, kode {code}. Bukan Anda? Cabut di menu Surat kuasa"
    " atau di loket."
)
"""For a telephone: neither who, nor for what."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The signed paper as it was uploaded."""

    name: str
    data: bytes = field(repr=False)


@ledger.within_region
def give_power(
    *,
    who: directory.Actor,
    name: str = "",
    nik: str = "",
    phone: str = "",
    service: str = "",
    number: str = "",
    key: str = "",
    days: int,
    paper: Paper | None = None,
    paper_number: str = "",
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> directory.Power:
    """Record the power of attorney that somebody gives to `who`, a counter or a village's helper.

    For a new application: `name`, `nik` ("" for whoever has none) and `phone` as on the identity
    paper, and the `service`. For a case that is there already: its `number` and its code (`key`),
    which only its applicant has. The signed paper is uploaded, or kept with `paper_number`. The
    person is told, with the code that ends it; the answer does not hold that code. The same
    command again gives the same power. Raises `Refused`, `NotFound`, and those of the directory
    and of documents.
    """
    found: list[directory.Power] = []

    def act() -> dict[str, object]:
        case = _case_of(number, key) if number else None
        if case is None:
            _offered(service, now)
        person_id = (
            case.person_id
            if case
            else directory.principal_of(name=name, nik=nik, phone=phone, actor=who, now=now)
        )
        told = directory.Principal(name.strip(), _digits(nik), phone.strip(), paper_number.strip())
        power_id = uuid7(now)
        power = directory.grant_power(
            power_id=power_id,
            person_id=person_id,
            told=told,
            service="" if case else service,
            case_id=case.id if case else None,
            days=days,
            file_id=_kept(paper, person_id, power_id, who, now) if paper else None,
            actor=who,
            now=now,
        )
        if case:
            _represent(case, power, who, now)
        _tell(power, who, case, now)
        found.append(replace(power, code=""))
        return {"power": str(power.id)}

    done = ledger.once(command, act)
    if found:
        return found[0]
    return directory.powers(power_ids=[UUID(str(done["power"]))])[UUID(str(done["power"]))]


def _case_of(number: str, key: str) -> models.Case:
    case = case_by_number(number)
    if not is_same_access(case.access_hash, key):
        raise NotFound("case_unknown")
    if case.ended_at is not None:
        raise Refused("case_ended")
    return models.Case.objects.select_for_update().get(id=case.id)


def _offered(service: str, now: dt.datetime) -> None:
    version = services.version_at(slug=service, at=now)
    if version is None:
        raise NotFound("service_unknown")
    compiled = services.version(hash=version.hash)
    if compiled.service.mode == "track":
        raise Refused("service_not_ours", system=compiled.service.system_of_record)


def _kept(
    paper: Paper, person_id: UUID, power_id: UUID, who: directory.Actor, now: dt.datetime
) -> UUID:
    return documents.store(
        name=paper.name,
        data=paper.data,
        purpose="attachment",
        key=directory.key_of_person(person_id=person_id),
        owner_id=power_id,
        now=now,
        actor_id=who.account_id,
    ).id


def _represent(
    case: models.Case, power: directory.Power, who: directory.Actor, now: dt.datetime
) -> None:
    """From now on this power stands on the case; whoever helped before does so no more."""
    case.power_id = power.id
    case.save(update_fields=["power_id"])
    entry = ledger.Entry(
        fact=CaseRepresented(power=power.id),
        about=case.id,
        actor=who.account_id,
        organisation=power.organisation_id,
        occurred_at=now,
    )
    ledger.append([entry], now=now)


def _tell(
    power: directory.Power, who: directory.Actor, case: models.Case | None, now: dt.datetime
) -> None:
    messages.notify(
        person_id=power.person_id,
        about_id=power.id,
        dedupe=f"power.granted:{power.id}",
        subject=f"Surat kuasa {power.number}",
        body=_WORDS.format(
            who=who.name,
            position=power.position,
            organisation=power.organisation,
            what=f"berkas {case.number}" if case else _title(power.service, now),
            until=words.long_date(power.valid_to, "id"),
            number=power.number,
            code=power.code,
        ),
        short=_SHORT.format(number=power.number, code=power.code),
        now=now,
    )


def _title(service: str, now: dt.datetime) -> str:
    version = services.version_at(slug=service, at=now)
    return services.version(hash=version.hash).service.title.id if version else service


def _digits(nik: str) -> str:
    return directory.normal_nik(nik) if nik.strip() else ""


@ledger.within_region
def power_paper(*, power_id: UUID, who: directory.Actor) -> tuple[documents.File, bytes]:
    """The signed paper: for whoever acts under it, the person who gave it, and officers who take
    part in a case of it. Raises `NotFound`."""
    power = directory.powers(power_ids=[power_id]).get(power_id)
    if power is None or power.file_id is None or not _may_read(power, who):
        raise NotFound("power_unknown")
    (file,) = documents.files(file_ids=[power.file_id])
    return file, documents.read_file(file_id=power.file_id)


def _may_read(power: directory.Power, who: directory.Actor) -> bool:
    if who.person_id is not None and who.person_id == power.person_id:
        return True
    if directory.power_of(power_id=power.id, who=who) is not None:
        return True
    cases: Any = models.Case.objects.filter(power_id=power.id)
    return any(policy.takes_part(one, who) for one in cases[:20])
