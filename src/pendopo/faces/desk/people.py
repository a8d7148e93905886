"""Officers and positions, for the administrators of an agency: who is who, and invitations."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words
from pendopo.faces.desk.page import show
from pendopo.faces.desk.sent import day_of, uuid_of
from pendopo.faces.desk.told import status, told
from pendopo.ledger import api as ledger


def kinds() -> dict[str, str]:
    """Kinds of mandate in words."""
    return {
        "definitive": _("Definitif"),
        "plt": _("Plt. (pelaksana tugas)"),
        "plh": _("Plh. (pelaksana harian)"),
        "pj": _("Pj. (penjabat)"),
        "delegation": _("Pelimpahan (a.n.)"),
    }


@for_role("administrator")
@told
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Officers by organisation; at first those of one's own."""
    chosen = chosen_organisation(request)
    found = directory.officers(now=clock(), organisation_id=chosen)
    return show(
        request,
        "people",
        here="people",
        officers=found,
        vacant=_vacant(chosen, found),
        titles=directory.chart().positions,
        organisations=administered(request),
        chosen=chosen,
        kinds=kinds(),
    )


def _vacant(
    organisation_id: UUID | None, officers: tuple[directory.Officer, ...]
) -> list[directory.Position]:
    """Positions of the organisation that nobody holds today, by title."""
    held = {mandate.position_id for one in officers for mandate in one.mandates}
    every = directory.chart().positions.values()
    empty = [one for one in every if one.organisation_id == organisation_id and one.id not in held]
    return sorted(empty, key=lambda one: one.title)


def administered(request: HttpRequest) -> list[directory.Organisation]:
    """The organisations that the administrator may look after, by name."""
    who = actor(request)
    own = {organisation for organisation, role in who.roles if role == "administrator"}
    everything = directory.chart().organisations
    found = [one for one in everything.values() if one.id in own or _above(one, own)]
    return sorted(found, key=lambda one: one.name)


def _above(one: directory.Organisation, own: set[UUID]) -> bool:
    """Whether one of `own` stands above: a list for choosing from; each verb checks by itself."""
    chart, parent = directory.chart().organisations, one.parent_id
    for _step in range(8):
        if parent is None or parent in own:
            return parent is not None
        parent = chart[parent].parent_id if parent in chart else None
    return False


def chosen_organisation(request: HttpRequest) -> UUID | None:
    """The organisation in the address, else one's own."""
    mine = {str(one.id): one.id for one in administered(request)}
    own = [one for one, role in sorted(actor(request).roles, key=str) if role == "administrator"]
    return mine.get(request.GET.get("organisasi", "")) or next(iter(own), None)


@for_role("administrator")
@told
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """A new officer: person, first mandate and invitation, all or nothing."""
    if request.method != "POST":
        return _invite_page(request)
    try:
        with ledger.region_transaction():
            invitation = _register(request)
    except directory.Refused as refused:
        errors = (Error(_FIELDS.get(refused.code, ""), words(refused.text)),)
        return _invite_page(request, errors=errors, code=status(refused))
    return show(
        request, "invited", here="people", invitation=invitation, person_name=request.POST["nama"]
    )


_FIELDS = {
    "name_missing": "nama",
    "nip_malformed": "nip",
    "person_known": "nip",
    "position_unknown": "jabatan",
    "two_definitive": "jabatan",
    "basis_missing": "dasar",
}


def _register(request: HttpRequest) -> directory.Invitation:
    who, now, sent = actor(request), clock(), request.POST
    person = directory.register_person(
        name=sent.get("nama", ""), nip=sent.get("nip", "").strip() or None, actor=who, now=now
    )
    directory.give_mandate(
        person_id=person.id,
        position_id=uuid_of(sent.get("jabatan", "")),
        kind="definitive",
        valid_from=day_of(sent, "mulai") or directory.today(now),
        basis=sent.get("dasar", ""),
        actor=who,
        now=now,
    )
    return directory.invite_officer(person_id=person.id, actor=who, now=now)


def _invite_page(
    request: HttpRequest, *, errors: tuple[Error, ...] = (), code: int = 200
) -> HttpResponse:
    return show(
        request,
        "invite",
        here="people",
        sent=request.POST,
        errors=errors,
        said={error.field: error.text for error in errors},
        positions=position_items(request),
        status=code,
    )


@for_role("administrator")
@told
@require_POST
def invite_again(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """An officer who has a mandate but no account."""
    invitation = directory.invite_officer(person_id=person_id, actor=actor(request), now=clock())
    person = directory.person(person_id)
    name = person.display_name if person else ""
    return show(request, "invited", here="people", invitation=invitation, person_name=name)


def position_items(request: HttpRequest) -> list[dict[str, str]]:
    """Positions of the administered organisations for `ui.select`."""
    mine = {one.id: one.name for one in administered(request)}
    found = (one for one in directory.chart().positions.values() if one.organisation_id in mine)
    named = ((str(one.id), f"{one.title}, {mine[one.organisation_id]}") for one in found)
    return [{"value": key, "text": text} for key, text in sorted(named, key=lambda one: one[1])]


@for_role("administrator")
@told
@require_POST
def letterhead(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """Address and contact on the letters of an organisation."""
    directory.set_letterhead(
        organisation_id=organisation_id,
        address=request.POST.get("alamat", ""),
        contact=request.POST.get("kontak", ""),
        actor=actor(request),
        now=clock(),
    )
    messages.success(request, _("Kop surat tersimpan."))
    return redirect(f"{reverse('desk:people')}?organisasi={organisation_id}")
