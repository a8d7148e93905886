"""A case opened: by an officer who takes part in it, or by its applicant.

A fixed number of statements whatever the number of tasks, notes, files and letters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pendopo.casework import models, policy, vault
from pendopo.casework.access import is_same_access
from pendopo.casework.actions import representing
from pendopo.casework.licence_values import LicenceEvent, LicenceView
from pendopo.casework.queries import answers, dispositions, tracking
from pendopo.casework.queries.case_imports import origin
from pendopo.casework.queries.elsewhere import elsewhere
from pendopo.casework.queries.licence_history import history
from pendopo.casework.queries.papers import files_of, letters_of, licence_view
from pendopo.casework.queries.tasks import Desk, Viewer
from pendopo.casework.refusals import NotFound
from pendopo.casework.values import CaseView, NoteView, Visit
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

OPENED_FOR = dt.timedelta(minutes=2)
"""How long somebody counts as looking at a task after the last sign of life."""


@ledger.within_region
def case(*, case_id: UUID, who: directory.Actor, now: dt.datetime) -> CaseView:
    """A case for an officer of an agency that takes part; personal data masked."""
    return _for_officer(tracking.whole().filter(id=case_id).first(), who, now)


@ledger.within_region
def case_of_number(*, number: str, who: directory.Actor, now: dt.datetime) -> CaseView:
    """The same, found by its number."""
    return _for_officer(tracking.case_by_number(number), who, now)


@ledger.within_region
def case_of_task(*, task_id: UUID, who: directory.Actor, now: dt.datetime) -> CaseView:
    """The case of a task."""
    return _for_officer(tracking.whole().filter(tasks__id=task_id).first(), who, now)


@ledger.within_region
def unseal(*, case_id: UUID, who: directory.Actor, purpose: str, now: dt.datetime) -> CaseView:
    """The case with personal data in clear; the view is a fact before anything is shown."""
    row = policy.check_takes_part(tracking.whole().filter(id=case_id).first(), who)
    directory.record_view(
        row.person_id,
        viewer=who,
        purpose=purpose,
        now=now,
        organisation_id=policy.organisation_in(row, who),
        case_id=row.id,
    )
    return _view(row, Viewer(who, "", applicant=False, unsealed=True), now)


@ledger.within_region
def applicant_case(
    *, number: str, who: directory.Actor, key: str = "", now: dt.datetime
) -> CaseView:
    """The applicant's own case: by account, by number and access code, or by a power of attorney.
    Whoever acts by one is written down as having seen it, once an hour."""
    row = policy.check_applicant(tracking.case_by_number(number), who, key)
    if not policy.belongs(row, who) and not is_same_access(row.access_hash, key):
        representing.note_view(row, who, now)
    return _view(row, Viewer(who, key, applicant=True, unsealed=True), now)


def _for_officer(row: models.Case | None, who: directory.Actor, now: dt.datetime) -> CaseView:
    viewer = Viewer(who, "", applicant=False, unsealed=False)
    return _view(policy.check_takes_part(row, who), viewer, now)


def _view(row: models.Case, viewer: Viewer, now: dt.datetime) -> CaseView:
    compiled = services.version(hash=row.version_hash)
    try:
        key = directory.load_key(row.key_id)
    except directory.KeyUnavailable:
        raise NotFound("case_forgotten") from None
    tasks = list(row.tasks.order_by("opened_at", "token"))
    letters = letters_of(row, compiled, tasks, applicant=viewer.applicant, now=now)
    desk = Desk(row, tasks, compiled, key, letters, viewer, now)
    names = compiled.form_names(
        row.answers, desk.state.applicant, directory.today(row.submitted_at)
    )
    personal = vault.unseal(key, row.sealed, table="casework_case", field="sealed", row=row.id)
    visible = desk.views()
    return CaseView(
        id=row.id,
        number=row.number,
        service=row.service,
        service_title=compiled.service.title,
        version_hash=row.version_hash,
        person_id=row.person_id,
        applicant_masked=row.applicant_masked,
        status=row.status,
        status_words=tracking.status_words(row.status, compiled),
        outcome=row.outcome,
        tracking=tracking.tracking_of(row, now=now, public_only=viewer.applicant, tasks=tasks),
        answers=answers.shown(
            compiled.form,
            row.answers,
            personal,
            names,
            unsealed=viewer.unsealed,
            closed=_closed(compiled, viewer),
        ),
        unsealed=viewer.unsealed,
        tasks=tuple(
            sorted(
                (one for one in visible if one.status == "open"), key=lambda one: not one.outcomes
            )
        ),
        done=tuple(one for one in visible if one.status == "done"),
        notes=_notes(row, key, viewer),
        files=files_of(row, compiled, viewer.who, applicant=viewer.applicant),
        letters=letters,
        visits=_visits(row, key),
        licence=_licence(row, compiled, now),
        licence_history=_licence_history(row, viewer),
        opened_by=() if viewer.applicant else _opened_by(tasks, viewer.who, now),
        version=row.version,
        may_withdraw=viewer.applicant and services.flow.may_withdraw(compiled, desk.state),
        fee=desk.state.fee or 0,
        estimate=services.flow.estimate(
            compiled, row.answers, desk.state.applicant, directory.today(row.submitted_at)
        ),
        elsewhere=elsewhere(compiled, tasks, key),
        may_ask=_may_ask(row, compiled, desk),
        limit=services.flow.total_limit(compiled, desk.state, directory.calendar()),
        origin=origin(row),
        grounds=desk.grounds() if viewer.unsealed else (),
        for_other=row.for_other,
        **_agent(row, viewer),
        dispositions=() if viewer.applicant else dispositions.of_case(row, key, viewer.who, now),
        may_dispose=not viewer.applicant
        and row.ended_at is None
        and policy.disposing_position(row, viewer.who) is not None,
    )


def _agent(row: models.Case, viewer: Viewer) -> dict[str, Any]:
    """Who looks after it for the applicant; two statements where somebody does, else none."""
    own = viewer.who.person_id is not None and viewer.who.person_id == row.person_id
    sent = viewer.who.account_id is not None and viewer.who.account_id == row.account_id
    if row.power_id is None:
        return {"acting": viewer.applicant and row.for_other and sent and not own}
    power = directory.powers(power_ids=[row.power_id])[row.power_id]
    names = directory.agent_names(account_ids=[power.account_id])
    acting = viewer.who.account_id == power.account_id and not own
    return {
        "power": power,
        "agent": names.get(power.account_id, ""),
        "acting": viewer.applicant and acting,
    }


def _closed(compiled: services.Compiled, viewer: Viewer) -> frozenset[str]:
    """Questions whose documents are not for this viewer's agencies."""
    if viewer.applicant:
        return frozenset()
    return frozenset(
        one for one in compiled.visible_to if not policy.may_see(compiled, one, viewer.who)
    )


def _may_ask(row: models.Case, compiled: services.Compiled, desk: Desk) -> tuple[str, ...]:
    if desk.viewer.applicant:
        return ()
    return tuple(
        element
        for element in dict.fromkeys(one.element for one in desk.state.tasks)
        if policy.may_ask(
            row, services.flow.may_ask_more(compiled, desk.state, element), desk.viewer.who
        )
    )


def _notes(row: models.Case, key: directory.DataKey, viewer: Viewer) -> tuple[NoteView, ...]:
    rows = row.notes.order_by("at", "id")
    if viewer.applicant:
        rows = rows.filter(internal=False)
    return tuple(
        NoteView(
            id=note.id,
            at=note.at,
            internal=note.internal,
            by_applicant=note.organisation_id is None,
            author_id=note.author_id,
            organisation_id=note.organisation_id,
            body=vault.unseal(key, note.sealed, table="casework_note", field="sealed", row=note.id),
        )
        for note in rows
    )


def _visits(row: models.Case, key: directory.DataKey) -> tuple[Visit, ...]:
    return tuple(
        Visit(
            id=one.id,
            task_id=one.task_id,
            at=one.at,
            place=vault.unseal(
                key, one.place_sealed, table="casework_appointment", field="place_sealed",
                row=one.id,
            ),
            status=one.status,
            wish_at=one.wish_at,
            version=one.version,
        )
        for one in row.appointments.order_by("at")
    )  # fmt: skip


def _licence(row: models.Case, compiled: services.Compiled, now: dt.datetime) -> LicenceView | None:
    found: models.Licence | None = getattr(row, "licence", None)
    if found is None:
        return None
    return licence_view(
        found, row.number, compiled.service.title, directory.calendar().local_date(now)
    )


def _licence_history(row: models.Case, viewer: Viewer) -> tuple[LicenceEvent, ...]:
    """For the holder only, in clear; asked for once something has happened to the licence."""
    found: models.Licence | None = getattr(row, "licence", None)
    if not viewer.applicant or found is None or found.version == 1:
        return ()
    return history(found, unsealed=True)


def _opened_by(
    tasks: Sequence[models.Task], who: directory.Actor, now: dt.datetime
) -> tuple[UUID, ...]:
    rows = models.Opening.objects.filter(
        task__in=[task.id for task in tasks], at__gte=now - OPENED_FOR
    )
    accounts = rows.order_by("at").values_list("account_id", flat=True)
    return tuple(dict.fromkeys(one for one in accounts if one != who.account_id))
