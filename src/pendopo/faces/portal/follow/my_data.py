"""My data: what is kept, who has seen it, a copy to take away, and how to have it erased."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components.access import clock, signed_in
from pendopo.faces.components.filters import long_date
from pendopo.faces.components.wording import words
from pendopo.faces.portal.follow import powers, seen
from pendopo.faces.portal.page import citizen, show
from pendopo.faces.portal.told import told
from pendopo.services import api as services

PURPOSE = "own"
"""The owner looking at their own data: no view is recorded."""
NOBODY = UUID(int=0)
Plain = dict[str, Any]


@signed_in
@told
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    who = citizen(request)
    own = [one for one in casework.my_cases(who=who) if not one.for_other]
    cases = {one.id: one.number for one in own}
    return show(
        request,
        "follow/my_data",
        account=directory.account(who.account_id) if who.account_id else None,
        pairs=_pairs(_profile(who)),
        sent=bool(own),
        seen=[
            (one, cases.get(one.case_id, "") if one.case_id else "")
            for one in seen.of_person(who.person_id)
        ],
        account_code=directory.account_code(who.account_id, directory.today(clock()))
        if who.account_id and who.person_id is None
        else "",
        powers=powers.given(request),
        today=directory.today(clock()),
        second_factor=directory.actor_of(who.account_id, clock()).second_factor,
    )


@signed_in
@told
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    response = JsonResponse(_everything(citizen(request)), json_dumps_params={"indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="data-saya.json"'
    return response


def _profile(who: directory.Actor) -> directory.Profile | None:
    if who.person_id is None:
        return None
    try:
        return directory.profile(who.person_id, viewer=who, purpose=PURPOSE, now=clock())
    except directory.Refused:
        return None


def _pairs(profile: directory.Profile | None) -> list[tuple[str, str]]:
    """What is known of the person, in words; what is empty is left out."""
    if profile is None:
        return []
    born = long_date(profile.birth_date, weekday=False) if profile.birth_date else ""
    pairs = [
        (_("Nama"), profile.name),
        (_("NIK"), profile.nik),
        (_("Paspor"), profile.passport),
        (_("KITAS atau KITAP"), profile.permit),
        (_("Tempat lahir"), profile.birth_place),
        (_("Tanggal lahir"), born),
        (_("Alamat"), profile.address),
        (_("Telepon"), profile.phone),
        (_("Surel"), profile.email),
        (_("NIP"), profile.nip),
    ]
    checked = _("Belum dicocokkan dengan Dukcapil") if profile.nik_checked == "not_checked" else ""
    if profile.nik and checked:
        pairs.append((_("Status NIK"), checked))
    return [(label, value) for label, value in pairs if value]


def _everything(who: directory.Actor) -> Plain:
    """All that is kept of the account and its person, as plain JSON values."""
    profile = _profile(who)
    account = directory.account(who.account_id) if who.account_id else None
    return {
        "format": "pendopo-data-saya-1",
        "made_at": clock().isoformat(),
        "account": _plain(account),
        "person": _plain(profile),
        "drafts": [_draft(one, who) for one in casework.my_drafts(who=who)],
        "cases": [
            _for_other(one) if one.for_other else _case(one.number, who)
            for one in casework.my_cases(who=who)
        ],
        "licences": [_plain(one) for one in casework.my_licences(who=who, now=clock())],
        "powers_given": [
            _power(one)
            for one in (directory.powers_given(person_id=who.person_id) if who.person_id else ())
        ],
        "seen_by": [_plain(one) for one in seen.of_person(who.person_id)],
    }


def _draft(draft: casework.Draft, who: directory.Actor) -> Plain:
    opened = casework.draft(draft_id=draft.id, who=who, now=clock())
    return {
        "service": opened.service,
        "started_at": opened.started_at.isoformat(),
        "answers": _plain(dict(opened.answers)),
    }


def _for_other(card: casework.CaseCard) -> Plain:
    """What was sent on another's behalf: that it was, and nothing of that person."""
    return {
        "number": card.number,
        "service": card.service,
        "status": card.status,
        "submitted_at": card.submitted_at.isoformat(),
        "for_other": True,
    }


def _power(one: directory.Power) -> Plain:
    """Whom the person let act for them, and until when."""
    names = directory.agent_names(account_ids=[one.account_id])
    return {
        "number": one.number,
        "agent": names.get(one.account_id, ""),
        "position": one.position,
        "organisation": one.organisation,
        "service": one.service,
        "valid_from": one.valid_from.isoformat(),
        "valid_to": one.valid_to.isoformat(),
        "revoked_at": _plain(one.revoked_at),
    }


def _case(number: str, who: directory.Actor) -> Plain:
    case = casework.applicant_case(number=number, who=who, now=clock())
    return {
        "number": case.number,
        "service": case.service,
        "status": case.status,
        "submitted_at": case.tracking.submitted_at.isoformat(),
        "ended_at": _plain(case.tracking.ended_at),
        "answers": {one.name: _plain(one.value) for one in case.answers},
        "messages": [
            {"at": note.at.isoformat(), "by_me": note.by_applicant, "text": note.body}
            for note in case.notes
        ],
        "files": [{"question": one.question, "name": one.name} for one in case.files],
        "letters": [{"title": words(one.title), "number": one.number} for one in case.letters],
    }


def _plain(value: Any) -> Any:
    """Dates, ids and texts as text, dataclasses as objects; anything else as it is."""
    if isinstance(value, services.Text):
        return words(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) or hasattr(value, "as_tuple") else value
