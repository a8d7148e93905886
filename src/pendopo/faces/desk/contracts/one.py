"""One contract: its curve, its reports with photos, its addenda, and what may be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.desk.contracts import words
from pendopo.faces.desk.contracts.asked import said
from pendopo.faces.desk.contracts.drawing import curve
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.told import told
from pendopo.planning import api as planning
from pendopo.voice import api as voice

FAR = 500
"""Metres from the work beyond which a photo's own place is worth a look."""


@for_role(*OFFICERS)
@told
@require_safe
def contract(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    return contract_sheet(request, contract_id)


def contract_sheet(
    request: HttpRequest, contract_id: UUID, *, errors: tuple[Error, ...] = (), code: int = 200
) -> HttpResponse:
    """The page, also with what is wrong in a form that was sent to it."""
    who, today, chart = actor(request), directory.today(clock()), directory.chart()
    page = planning.contract(contract_id=contract_id, who=who, on=today)
    card = page.card
    sees = planning.sees_photos(who=who, organisation_id=card.organisation_id)
    judges = planning.keeps_plans(who)
    ready, flags = _pictures(page, private=judges) if sees else (set(), {})
    places = {one.code: one.name for one in directory.places()} if card.village else {}
    return show(
        request,
        "contracts/contract",
        here="contracts",
        page=page,
        card=card,
        agency=chart.name_of(card.organisation_id),
        provider=chart.name_of(card.provider_id),
        village=places.get(card.village, ""),
        drawn=curve(page.points),
        stands=words.standings()[card.standing],
        verdicts=words.verdicts(),
        found=planning.findings(now=clock(), contract_id=card.id),
        may_record=planning.records_findings(who=who, now=clock()),
        names={one.id: one.short_name or one.name for one in chart.organisations.values()},
        sees=sees,
        ready=ready,
        flags=flags,
        judges=judges and card.status == "open",
        keeps=planning.keeps_contracts(who, card.organisation_id) and card.status == "open",
        curve_said=said(page.curve),
        today=today,
        sent=request.POST,
        errors=errors,
        wrong={one.field: one.text for one in errors},
        act=request.resolver_match.url_name if request.resolver_match else "",
        status=code,
    )


def _pictures(
    page: planning.ContractPage, *, private: bool
) -> tuple[set[UUID], Mapping[UUID, list[str]]]:
    """Photos whose copies are ready, and what to look at in those that wait for a judge."""
    photos = [photo for one in page.reports for photo in one.photos]
    if not photos:
        return set(), {}
    found = {one.file_id: one for one in documents.pictures(file_ids=photos, private=private)}
    ready = {key for key, one in found.items() if one.preview_id is not None}
    if not private:
        return ready, {}
    flags = {
        photo: _flags(found[photo], page, line)
        for line in page.reports
        if line.status == "entered"
        for photo in line.photos
        if photo in ready
    }
    return ready, flags


def _flags(
    one: documents.Picture, page: planning.ContractPage, line: planning.ProgressLine
) -> list[str]:
    """They accuse nobody: a phone may have no place, a clock may be wrong."""
    found = []
    if one.taken_at is not None and abs((one.taken_at.date() - line.on).days) > 1:
        found.append(_("Menurut kameranya diambil pada hari lain"))
    if one.gps is not None and page.card.point is not None:
        lat, lon = page.card.point
        away = voice.metres(
            voice.Point(one.gps.lat, one.gps.lon), voice.Point(float(lat), float(lon))
        )
        if away > FAR:
            found.append(_("Menurut kameranya diambil di tempat lain"))
    if any(mark in documents.GENERATED or mark.startswith("editor:") for mark in one.markers):
        found.append(_("Ada tanda pernah disunting"))
    if documents.similar_pictures(phash=one.phash, without=line.photos):
        found.append(_("Mirip foto yang sudah pernah dikirim"))
    return found
