"""The report behind a case, beside the officer's task."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.components.access import clock
from pendopo.faces.desk.reports import classes, keeping
from pendopo.services import api as services
from pendopo.voice import api as voice

FLAGS: dict[str, str | Promise] = {
    "no_check_in": later("diambil tanpa lapor hadir"),
    "far": later("lapor hadir jauh dari titik laporan"),
    "same_as_report": later("mirip foto laporan ini sendiri"),
    "seen_before": later("mirip foto yang pernah dikirim"),
    "generated": later("berkasnya menyebut dibuat mesin"),
    "edited": later("berkasnya menyebut pernah disunting"),
    "screenshot": later("tampaknya tangkapan layar"),
    "taken_before": later("tanggal foto sebelum pekerjaan diberikan"),
    "taken_elsewhere": later("letak di foto lain dari titik laporan"),
    "unreadable": later("gambarnya tidak terbaca"),
}
"""What a second person should look at, in words that accuse nobody."""
SEEN: dict[str, str | Promise] = {
    "open": later("Terbuka"),
    "anonymous": later("Anonim: nama disegel"),
    "secret": later("Rahasia: tidak ditampilkan"),
}


def spec_of(view: casework.CaseView) -> services.Reporting | None:
    """What the package says of reports; None for any other service."""
    return services.version(hash=view.version_hash).service.report


def of(view: casework.CaseView, who: directory.Actor) -> dict[str, Any] | None:
    """Everything the panel prints; None when the case is no report."""
    if spec_of(view) is None:
        return None
    try:
        card = voice.report_of_case(number=view.number)
    except voice.NotFound:
        return None
    place = next((one for one in directory.places() if one.code == card.village), None)
    district = next((one for one in directory.places() if one.code == card.district), None)
    return {
        "card": card,
        "topic": (card.topic or "").replace("-", " ").replace("_", " "),
        "seen": SEEN[card.visibility],
        "agency": directory.chart().name_of(card.agency_id),
        "where": ", ".join(one.name for one in (place, district) if one),
        "photos": photos(view),
        "proofs": proofs(view, who),
        "similar": similar(card),
        "coordinates": coordinates(view, who),
        "classes": classes.choices(card) if coordinates(view, who) else [],
        "there": there(view.number),
        "climb": voice.climb_of(number=view.number),
        **keeping_of(view, who),
    }


def there(number: str) -> list[dict[str, Any]]:
    """What SP4N-LAPOR! has said since the report is here, newest first."""
    states = {
        "received": _("belum diverifikasi di sana"),
        "working": _("dalam proses di sana"),
        "closed": _("selesai di sana"),
        "confirmed": _("dikonfirmasi pelapor di sana"),
        "archived": _("diarsipkan di sana"),
        "not_ours": _("dinyatakan bukan wewenang di sana"),
    }
    told = reversed(voice.told_elsewhere(number=number))
    return [
        {"state": states[one.state], "at": one.answered_at or one.at, "text": one.text}
        for one in told
    ]


def keeping_of(view: casework.CaseView, who: directory.Actor) -> dict[str, Any]:
    """Whether the viewer may hold the report, and why it is held."""
    if not (coordinates(view, who) or who.may("auditor")):
        return {"keeps": False, "held": None}
    said = keeping.reasons()
    return {
        "keeps": True,
        "held": voice.held(number=view.number),
        "reasons": said,
        "hold_items": [{"value": "", "text": _("Pilih alasannya")}]
        + [{"value": value, "text": text} for value, text in said.items()],
    }


def coordinates(view: casework.CaseView, who: directory.Actor) -> bool:
    """Whether the buttons of the coordinator are shown; the verbs check for themselves."""
    package = services.version(hash=view.version_hash)
    return who.may("coordinator", directory.chart().by_code[package.service.agency].id)


def photos(view: casework.CaseView) -> list[dict[str, str]]:
    """The reporter's photos, as copies without place and camera; none while they are made."""
    mine = [one.file_id for one in view.files if one.task_id is None]
    return [
        {"href": reverse("desk:document", args=[one.file_id]), "alt": _("Foto pelapor")}
        for one in documents.pictures(file_ids=mine)
        if one.preview_id
    ]


def proofs(view: casework.CaseView, who: directory.Actor) -> list[dict[str, Any]]:
    """Photos that prove the work, with what stands out; empty for whoever may not compare."""
    try:
        found = voice.proofs(number=view.number, who=who)
    except voice.Refused:
        return []
    return [
        {
            "href": reverse("desk:document", args=[one.file_id]) if one.preview_id else "",
            "alt": _("Foto bukti"),
            "taken_at": one.taken_at,
            "checked_in_at": one.checked_in_at,
            "metres": one.metres,
            "flags": [FLAGS.get(flag, flag) for flag in one.flags],
            "judged": one.judged,
        }
        for one in found
    ]


def similar(card: voice.ReportCard) -> list[dict[str, Any]]:
    """Open reports that may be about the same trouble, without this one."""
    found = voice.find_nearby(
        sort=card.sort,
        text=card.text,
        point=card.cell.centre if card.cell else None,
        topic=card.topic,
        now=clock(),
        limit=6,
    )
    return [
        {
            "number": one.card.number,
            "href": reverse("desk:case", args=[one.card.number]),
            "text": one.card.text or (one.card.topic or "").replace("-", " "),
            "note": _note(one),
            "joined": bool(card.cluster) and one.card.cluster == card.cluster,
        }
        for one in found
        if one.card.number != card.number
    ]


def _note(one: voice.Nearby) -> str:
    days = ngettext("%(num)s hari lalu", "%(num)s hari lalu", one.days) % {"num": one.days}
    if one.metres is None:
        return days
    apart = _("sekitar %(metres)s meter") % {"metres": round(one.metres, -2)}
    return f"{days}, {apart}"
