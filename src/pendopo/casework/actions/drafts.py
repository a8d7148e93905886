"""Writing an application: begin, save a step, come back by a code, throw away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from pendopo.casework import models, policy, vault
from pendopo.casework.access import access_hash, is_same_access
from pendopo.casework.actions import representing
from pendopo.casework.facts import DraftRemoved, DraftSaved, DraftStarted
from pendopo.casework.names import applicant_names, rule_names
from pendopo.casework.refusals import Invalid, NotFound, Refused, Stale
from pendopo.casework.values import Draft
from pendopo.core import references
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

TABLE = "casework_draft"
KEEP = dt.timedelta(days=60)
"""How long an unsent draft stays after the last change."""


@ledger.within_region
def begin_draft(
    *,
    service: str,
    who: directory.Actor,
    channel: str,
    language: str,
    now: dt.datetime,
    power_id: UUID | None = None,
    command: ledger.Command | None = None,
) -> Draft:
    """Begin an application; the answer carries the speakable way-back code.

    `power_id`: for another, by their power of attorney; the code is then the one they got with it,
    and the answer holds none.

    What the government already knows of a signed-in applicant is filled in. The same command
    again gets the same draft and code (kept sealed with the draft's key, for as long as commands
    are remembered). Raises `Refused` when the service is unknown or another system receives it.
    """
    compiled = _open_for(service, now)
    made: list[Draft] = []

    def act() -> dict[str, object]:
        power = representing.power_for(power_id, service, who) if power_id else None
        draft = _begin(compiled, who, channel, language, now, power)
        made.append(draft)
        sealed = vault.seal(
            directory.load_key(draft.key_id), draft.code, table=TABLE, field="code", row=draft.id
        )
        return {"draft": str(draft.id), "code": sealed.hex()}

    told = ledger.once(command, act)
    return made[0] if made else _begun_before(told, who, now)


def _begun_before(told: Mapping[str, Any], who: directory.Actor, now: dt.datetime) -> Draft:
    row = models.Draft.objects.filter(id=UUID(told["draft"])).first()
    if row is None:
        raise NotFound("draft_unknown")
    sealed, key = bytes.fromhex(told["code"]), directory.load_key(row.key_id)
    code = str(vault.unseal(key, sealed, table=TABLE, field="code", row=row.id))
    if not may_open(row, who, code):
        raise NotFound("draft_unknown")
    return _value(row, answers_of(row, key), now, code=code)


def _open_for(service: str, now: dt.datetime) -> services.Compiled:
    """The service in the version of now, if it is applied for here."""
    version = services.version_at(slug=service, at=now)
    if version is None:
        raise NotFound("service_unknown")
    compiled = services.version(hash=version.hash)
    if compiled.service.mode == "answer" or not services.flow.is_applied_for(compiled):
        raise NotFound("service_unknown")  # opened by `open_case`, or by itself
    if compiled.service.mode == "track":
        raise Refused("service_not_ours", system=compiled.service.system_of_record)
    return compiled


def _begin(
    compiled: services.Compiled,
    who: directory.Actor,
    channel: str,
    language: str,
    now: dt.datetime,
    power: directory.Power | None = None,
) -> Draft:
    person_id = power.person_id if power else who.person_id
    key = directory.key_of_person(person_id=person_id) if person_id else directory.new_key(now)
    code = "" if power else references.new_reference()
    row = models.Draft(
        id=uuid7(now),
        code_hash=power.code_hash if power else access_hash(code),
        service=compiled.slug,
        version_hash=compiled.hash,
        account_id=who.account_id,
        person_id=person_id,
        for_other=power is not None,
        power_id=power.id if power else None,
        key_id=key.id,
        channel=channel,
        language=language,
        started_at=now,
        updated_at=now,
    )
    known = representing.known(power) if power else applicant_names(who, now=now)
    answers = compiled.form.prefilled(known)
    row.sealed = _seal(key, row.id, answers)
    row.save(force_insert=True)
    fact = DraftStarted(service=compiled.slug, channel=channel)
    ledger.append(
        [ledger.Entry(fact=fact, about=row.id, actor=who.account_id, occurred_at=now)], now=now
    )
    return _value(row, answers, now, code=code)


@ledger.within_region
def draft(*, draft_id: UUID, who: directory.Actor, key: str = "", now: dt.datetime) -> Draft:
    """The draft, for its account or for whoever knows its code. Raises `NotFound`."""
    row = models.Draft.objects.filter(id=draft_id).first()
    if row is None or not may_open(row, who, key):
        raise NotFound("draft_unknown")
    return _value(row, answers_of(row), now)


@ledger.within_region
def find_draft(*, code: str, now: dt.datetime) -> Draft:
    """The draft of a way-back code, however it was typed. An account's draft is opened by the
    account alone. Raises `NotFound`."""
    row = models.Draft.objects.filter(code_hash=access_hash(code), account_id=None).first()
    if row is None:
        raise NotFound("draft_unknown")
    return _value(row, answers_of(row), now)


@ledger.within_region
def save_draft(
    *,
    draft_id: UUID,
    who: directory.Actor,
    key: str = "",
    answers: Mapping[str, Any],
    step: str,
    version: int,
    now: dt.datetime,
    for_other: bool | None = None,
) -> Draft:
    """Save one step: `answers` are all of that step. Raises `Invalid` (nothing saved), `Stale`,
    `NotFound`.

    `for_other`: an account's owner says that they apply on another's behalf (or, again, for
    themselves); None leaves it as it is.
    """
    row = models.Draft.objects.select_for_update().filter(id=draft_id).first()
    if row is None or not may_open(row, who, key):
        raise NotFound("draft_unknown")
    if row.case_id:
        raise Refused("draft_sent")
    if row.version != version:
        raise Stale("draft_stale")
    row.version_hash = current_version(row, now)
    compiled = services.version(hash=row.version_hash)
    page = compiled.form.step(step)
    asked = set(page.questions) if page else set()
    before = answers_of(row)
    if for_other is not None and for_other != row.for_other:
        whole = {**before, **answers}
        before = representing.change(row, compiled.form, whole, who=who, now=now)
        answers = {name: before[name] for name in answers}
    others = {name: value for name, value in before.items() if name not in asked}
    given = {**others, **answers}
    names = compiled.form_names(given, rule_names(who), directory.today(now))
    checked = compiled.form.check_step(step, given, names=names)
    errors = checked.errors or representing.errors(
        row, compiled.form, page, given, who=who, now=now
    )
    if errors:
        raise Invalid(errors)
    after = {**others, **checked.clean}  # what was taken back, or is no longer asked, is gone
    row.sealed = _seal(directory.load_key(row.key_id), row.id, after)
    row.version += 1
    row.updated_at = now
    row.save(
        update_fields=[
            "sealed", "version", "version_hash", "updated_at", "for_other", "person_id", "key_id",
        ]
    )  # fmt: skip
    fact = DraftSaved(version=row.version)
    ledger.append(
        [ledger.Entry(fact=fact, about=row.id, actor=who.account_id, occurred_at=now)], now=now
    )
    return _value(row, after, now)


@ledger.within_region
def remove_draft(*, draft_id: UUID, who: directory.Actor, key: str = "", now: dt.datetime) -> None:
    """Throw an unsent draft away, for good."""
    row = models.Draft.objects.select_for_update().filter(id=draft_id).first()
    if row is None or not may_open(row, who, key):
        raise NotFound("draft_unknown")
    if row.case_id:
        raise Refused("draft_sent")
    _remove(row, "applicant", who.account_id, now)


@ledger.within_region
def remove_old_drafts(*, now: dt.datetime) -> int:
    """Remove drafts nobody touched for `KEEP`, some hundred at a time; returns how many."""
    rows = models.Draft.objects.select_for_update(skip_locked=True)
    old = list(rows.filter(case_id=None, updated_at__lt=now - KEEP).order_by("updated_at")[:500])
    for row in old:
        _remove(row, "expired", None, now)
    return len(old)


def _remove(
    row: models.Draft, reason: Literal["applicant", "expired"], actor: UUID | None, now: dt.datetime
) -> None:
    person_less_key = None if row.person_id else row.key_id
    about = row.id
    row.delete()
    if person_less_key:
        directory.destroy_key(key_id=person_less_key, now=now)
    fact = DraftRemoved(reason=reason)
    ledger.append([ledger.Entry(fact=fact, about=about, actor=actor, occurred_at=now)], now=now)


def may_open(row: models.Draft, who: directory.Actor, key: str) -> bool:
    """Its own account opens a draft; without an account, its code does; and what is written by a
    power of attorney, whoever acts under it while it holds."""
    if row.power_id:
        return policy.acts(row, who)
    if row.account_id:
        return row.account_id == who.account_id
    return is_same_access(row.code_hash, key)


def current_version(row: models.Draft, now: dt.datetime) -> str:
    """The version a draft would be sent under now: rules that changed while it was being written
    are asked at once. A service that ended keeps the form it had."""
    current = services.version_at(slug=row.service, at=now)
    return current.hash if current else row.version_hash


def answers_of(row: models.Draft, key: directory.DataKey | None = None) -> dict[str, Any]:
    key = key or directory.load_key(row.key_id)
    return dict(vault.unseal(key, row.sealed, table=TABLE, field="sealed", row=row.id))


def _seal(key: directory.DataKey, row: UUID, answers: Mapping[str, Any]) -> bytes:
    return vault.seal(key, answers, table=TABLE, field="sealed", row=row)


def _value(
    row: models.Draft, answers: Mapping[str, Any], now: dt.datetime, code: str = ""
) -> Draft:
    return Draft(
        id=row.id,
        service=row.service,
        version_hash=row.version_hash if row.case_id else current_version(row, now),
        answers=answers,
        version=row.version,
        started_at=row.started_at,
        updated_at=row.updated_at,
        account_id=row.account_id,
        language=row.language,
        key_id=row.key_id,
        code=code,
        case_id=row.case_id,
        number=_number(row),
        for_other=row.for_other,
        power_id=row.power_id,
    )


def _number(row: models.Draft) -> str:
    """The number of the case that a draft became; "" while it is one."""
    if row.case_id is None:
        return ""
    return str(models.Case.objects.values_list("number", flat=True).get(id=row.case_id))
