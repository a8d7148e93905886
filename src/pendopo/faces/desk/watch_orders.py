"""Orders of the regent in the desk's one inbox: accepted, reported with proof, ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pendopo.documents import api as documents
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.wording import words
from pendopo.faces.desk.page import OFFICERS, inbox_url, show
from pendopo.faces.desk.papers import sent
from pendopo.faces.desk.told import status, told
from pendopo.faces.desk.topics import topic_link, topic_words
from pendopo.watch import api as watch


@for_role(*OFFICERS)
@told
@require_safe
def order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """One order, for its owner, its giver, and whoever leads."""
    return _page(request, order_id)


@for_role(*OFFICERS)
@told
@require_POST
def step(request: HttpRequest, order_id: UUID, step: str) -> HttpResponse:
    """The next step of an order; words that are missing are asked for on its own page."""
    try:
        STEPS[step](request, order_id, {"order_id": order_id, "who": actor(request),
                                        "version": _version(request), "now": clock()})  # fmt: skip
    except watch.NotFound:
        raise
    except (watch.Refused, documents.Refused) as refused:
        return _page(request, order_id, said=words(refused.text), code=status(refused))
    messages.success(request, _done()[step])
    return redirect("desk:watch_order", order_id=order_id)


@for_role(*OFFICERS)
@told
@require_safe
def proof(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The photo or PDF that shows that it was done."""
    file, pieces = watch.order_proof(order_id=order_id, who=actor(request))
    return sent(file.name, file.media_type, b"".join(pieces))


def _accept(request: HttpRequest, order_id: UUID, given: dict[str, Any]) -> None:
    watch.accept_order(**given)


def _report(request: HttpRequest, order_id: UUID, given: dict[str, Any]) -> None:
    file = request.FILES.get("bukti")
    watch.report_order(
        **given,
        text=request.POST.get("laporan", ""),
        proof=watch.Proof(name=file.name or "bukti", data=file.read()) if file else None,
    )


def _return(request: HttpRequest, order_id: UUID, given: dict[str, Any]) -> None:
    watch.return_order(**given, text=request.POST.get("kurang", ""))


def _close(request: HttpRequest, order_id: UUID, given: dict[str, Any]) -> None:
    watch.close_order(**given)


def _withdraw(request: HttpRequest, order_id: UUID, given: dict[str, Any]) -> None:
    watch.withdraw_order(**given)


STEPS: dict[str, Callable[[HttpRequest, UUID, dict[str, Any]], None]] = {
    "terima": _accept,
    "lapor": _report,
    "kembalikan": _return,
    "tutup": _close,
    "tarik": _withdraw,
}
"""Last part of the address, and what it does."""


def _done() -> dict[str, str]:
    return {
        "terima": _("Arahan diterima."),
        "lapor": _("Laporan terkirim kepada pemberi arahan."),
        "kembalikan": _("Laporan dikembalikan."),
        "tutup": _("Arahan ditutup."),
        "tarik": _("Arahan ditarik."),
    }


def _page(request: HttpRequest, order_id: UUID, *, said: str = "", code: int = 200) -> HttpResponse:
    view = watch.order(order_id=order_id, who=actor(request), now=clock())
    return show(
        request,
        "watch_order",
        status=code,
        view_order=view,
        one=view.card,
        state=tag_of(view.card),
        position_of=watch.position_words,
        topic=topic_words(view.card, clock()),
        topic_href=topic_link(view.card, actor(request)),
        back_href=inbox_url("order_given" if view.gave and not view.owns else "orders"),
        said=said,
        steps=_steps(view),
        proof_file=_proof(view),
    )


def _proof(view: watch.OrderView) -> documents.File | None:
    if view.proof_id is None:
        return None
    return next(iter(documents.files(file_ids=[view.proof_id])), None)


def tag_of(one: watch.OrderCard) -> tuple[str, str, str]:
    """Words, state and icon of where it stands."""
    if one.late:
        return _("Lewat batas"), "late", "warning"
    return {
        "given": (_("Belum diterima"), "soon", "bell"),
        "accepted": (_("Dikerjakan"), "go", "clock"),
        "reported": (_("Menunggu penilaian"), "go", "eye"),
        "closed": (_("Selesai"), "ok", "check"),
        "withdrawn": (_("Ditarik"), "idle", "undo"),
    }[one.status]


def _steps(view: watch.OrderView) -> list[dict[str, Any]]:
    names = {
        "accepted": _("Diterima"),
        "reported": _("Dilaporkan"),
        "returned": _("Dikembalikan"),
        "closed": _("Ditutup"),
        "withdrawn": _("Ditarik"),
    }
    found = []
    for one in view.steps:
        text = _("Lewat batas") if one.kind == "watch.order_late" else names.get(one.detail)
        found.append({"text": text or _("Diberikan"), "at": one.at})
    return found


def _version(request: HttpRequest) -> int:
    given = request.POST.get("versi", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0
