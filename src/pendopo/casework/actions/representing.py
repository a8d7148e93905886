"""Applying on another's behalf: whose a draft is decides which key seals it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pendopo.casework import models, policy
from pendopo.casework.names import applicant_names
from pendopo.casework.refusals import NotFound, Refused
from pendopo.core.forms import FieldError, Form, Step, files_in
from pendopo.directory import api as directory
from pendopo.documents import api as documents

PURPOSE = "power"
"""Why whoever acts for another sees their data, in "Siapa melihat data saya"."""
OWN_NUMBER = {
    "id": "Ini NIK Anda sendiri. Tulis data orang yang Anda wakili, atau pilih “Untuk diri saya"
    " sendiri”.",
    "en": "This is your own number. Give the details of the person you act for, or choose “For"
    " myself”.",
}


OTHER_NUMBER = {
    "id": "NIK ini berbeda dari NIK pada surat kuasa. Periksa keduanya; untuk orang lain diperlukan"
    " surat kuasa tersendiri.",
    "en": "This number differs from the one on the power of attorney. Check both; for another"
    " person another power is needed.",
}


def change(
    row: models.Draft,
    form: Form,
    answers: Mapping[str, Any],
    *,
    who: directory.Actor,
    now: dt.datetime,
) -> dict[str, Any]:
    """Turn the draft around: to another's, or back to the account owner's own. The answers with
    the files they name, both to be sealed by the key it has from now on.

    A draft of an account with a person is sealed by that person's key; what is another's must not
    be, else erasing one of them would take the other's away too. The caller saves the row.
    """
    if row.power_id is not None:
        raise Refused("not_for_you")  # a power of attorney says for whom it is
    if row.account_id is None or who.account_id != row.account_id or who.kind == "service":
        raise Refused("not_for_you")
    row.for_other = not row.for_other
    if who.person_id is None:
        return dict(answers)
    if row.for_other:
        row.person_id, key = None, directory.new_key(now)
    else:
        row.person_id = who.person_id
        key = directory.key_of_person(person_id=who.person_id)
    row.key_id = key.id
    return {**answers, **_resealed(row, form, answers, key, who, now)}


def errors(
    row: models.Draft,
    form: Form,
    page: Step | None,
    answers: Mapping[str, Any],
    *,
    who: directory.Actor,
    now: dt.datetime,
) -> tuple[FieldError, ...]:
    """Whoever acts for another has not left their own number in the form."""
    asked = [form.questions[name] for name in (page.questions if page else ())]
    numbers = [one.name for one in asked if one.prefill == "applicant.nik"]
    if row.power_id is not None and numbers:
        return _of_another(row.power_id, numbers, answers)
    if not row.for_other or not numbers or who.person_id is None:
        return ()
    own = applicant_names(who, now=now)["applicant"].get("nik")
    return tuple(
        FieldError(name, "own_number", OWN_NUMBER)
        for name in numbers
        if own and "".join(str(answers.get(name, "")).split()) == own
    )


def _of_another(
    power_id: UUID, numbers: list[str], answers: Mapping[str, Any]
) -> tuple[FieldError, ...]:
    """The number in the form is that of whoever gave the power; none was told: none is compared."""
    theirs = directory.told_of(power_id=power_id).nik
    return tuple(
        FieldError(name, "other_number", OTHER_NUMBER)
        for name in numbers
        if theirs and "".join(str(answers.get(name, "")).split()) != theirs
    )


def power_for(power_id: UUID, service: str, who: directory.Actor) -> directory.Power:
    """The power by which `who` applies for this service. Raises `Refused`, `NotFound`."""
    power = directory.power_of(power_id=power_id, who=who)
    if power is None:
        raise NotFound("power_unknown")
    if power.service != service:
        raise Refused("power_service")
    return power


def note_view(case: models.Case, who: directory.Actor, now: dt.datetime) -> None:
    """Write down that whoever acts by the power of attorney of a case sees its data."""
    power = policy.power(case, who)
    if power is not None:
        directory.record_view(
            case.person_id,
            viewer=who,
            purpose=PURPOSE,
            now=now,
            organisation_id=power.organisation_id,
            position_id=power.position_id,
            case_id=case.id,
        )


def known(power: directory.Power) -> dict[str, Any]:
    """`{"applicant": {...}}` for prefilling: what the paper says, nothing else that is known."""
    told = directory.told_of(power_id=power.id)
    return {"applicant": {"name": told.name, "nik": told.nik, "phone": told.phone}}


def _resealed(
    row: models.Draft,
    form: Form,
    answers: Mapping[str, Any],
    key: directory.DataKey,
    who: directory.Actor,
    now: dt.datetime,
) -> dict[str, list[str]]:
    """The file answers again, every file sealed anew and the old copy forgotten."""
    places = [(question, _id(text)) for question, text in files_in(form, answers)]
    ids = [file_id for _, file_id in places if file_id]
    known = documents.open_files(file_ids=ids) if ids else {}
    found: dict[str, list[str]] = {question: [] for question, _ in places}
    for question, file_id in places:
        if file_id is None or file_id not in known:
            continue
        before, pieces = known.pop(file_id)
        if before.owner_id != row.id:
            continue
        made = documents.store(
            name=before.name,
            data=b"".join(pieces),
            purpose=before.purpose,
            key=key,
            owner_id=row.id,
            now=now,
            actor_id=who.account_id,
        )
        documents.remove_file(file_id=file_id, reason="sealed_anew", now=now)
        found[question].append(str(made.id))
    return found


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
