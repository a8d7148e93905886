"""Where a case stands, in words and in order: what was done, what is now, what comes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.template import engines
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from markupsafe import Markup

from pendopo.casework import api as casework
from pendopo.core.clock import Reading, reading_words
from pendopo.directory import api as directory
from pendopo.faces.components.filters import long_date, moment
from pendopo.faces.components.wording import language, words

Item = dict[str, object]
_COLOURS = {"on_time": "go", "soon": "soon", "late": "late"}


def holder(track: casework.Tracking) -> dict[str, str]:
    """Arguments of `who_has_it`: in whose hands, until when."""
    if track.ended_at:
        return {
            "holder": words(track.status_words),
            "label": _("Keputusan"),
            "due": long_date(track.ended_at, weekday=False),
            "due_label": _("Selesai pada"),
            "state": "ok" if track.status == "granted" else "idle",
            "icon": "check" if track.status == "granted" else "stop",
        }
    if track.status == "handed_over" and track.decided_by:
        return {"holder": words(track.decided_by), "icon": "office"}
    if track.waits_for_applicant:
        return {"holder": _("Anda, sebagai pemohon"), "state": "idle", "icon": "user"}
    held = {
        "holder": _names(track) or words(track.status_words),
        "icon": "office",
        "state": "late" if track.clock and track.clock.colour == "late" else "",
    }
    return held | ({"due": long_date(track.due_at)} if track.due_at else {})


def due_words(track: casework.Tracking, now: datetime) -> str:
    """ "Sisa 6 hari kerja", "hari ini", or why there is no date (yet); "" once it is over."""
    if track.ended_at or track.status == "handed_over":
        return ""
    paused = track.clock is not None and track.clock.state == "paused"
    if track.due_at is None and paused and not track.waits_for_applicant:
        return _("Batas waktu berhenti sementara.")
    if track.due_at is None:
        return (
            _("Batas waktu berhenti sementara, dan berjalan lagi setelah Anda menjawab.")
            if track.waits_for_applicant
            else _("Batas waktu mulai dihitung setelah berkas dinyatakan lengkap dan benar.")
        )
    calendar = directory.calendar()
    today, last = calendar.local_date(now), calendar.local_date(track.due_at)
    if last == today:
        return _("Batas waktunya hari ini.")
    if last < today:
        return ""  # the clock's own tag says how late it is
    days = calendar.working_days_between(today, last)
    return ngettext("Sisa %(num)s hari kerja.", "Sisa %(num)s hari kerja.", days) % {"num": days}


def clock_tag(reading: Reading | None) -> Markup:
    """The service clock as a tag; empty before it starts."""
    if reading is None or reading.state == "not_started":
        return Markup("")
    state = {"paused": "idle", "stopped": "ok"}.get(reading.state, _COLOURS[reading.colour])
    if reading.state == "stopped" and reading.colour == "late":
        state = "late"
    return _tag(reading_words(reading, language()), state)


def steps(track: casework.Tracking, *, proof_url: str = "") -> list[Item]:
    """Items of `timeline`: received, each step of the usual way, and the end."""
    items: list[Item] = [
        {
            "state": "done",
            "title": _("Berkas diterima"),
            "tag": _tag(_("bukti tercatat"), "ok") if track.receipt_fact else "",
            "time": moment(track.submitted_at),
            "text": _received(proof_url),
        }
    ]
    items += [_step(stage, track) for stage in track.stages]
    if track.ended_at:
        items.append(
            {
                "state": "done",
                "title": words(track.status_words),
                "time": moment(track.ended_at),
            }
        )
    return items


def history(events: Iterable[casework.Event]) -> list[Item]:
    """Everything that happened, oldest first, with who and when."""
    chart = directory.chart()
    return [
        {
            "state": "done",
            "title": words(one.title),
            "text": ". ".join(
                part for part in (chart.name_of(one.organisation_id), words(one.detail)) if part
            ),
            "time": moment(one.at),
        }
        for one in events
    ]


def thread(track: casework.Tracking, agency: str, service_url: str) -> list[dict[str, str]]:
    """The red thread as far as it is known today: agency, service, this file."""
    nodes = [{"kind": _("Instansi"), "title": agency}] if agency else []
    return [
        *nodes,
        {
            "kind": pgettext("benang merah", "Layanan"),
            "title": words(track.service_title),
            "href": service_url,
        },
        {"kind": _("Anda di sini"), "title": _("Berkas %(number)s") % {"number": track.number}},
    ]


def _received(proof_url: str) -> Markup | str:
    text = _("Tercatat di buku besar: setiap perubahan sesudahnya akan ketahuan.")
    if not proof_url:
        return text
    return Markup('{} <a href="{}">{}</a>').format(text, proof_url, _("Lihat tanda terima"))


def _step(stage: casework.Stage, track: casework.Tracking) -> Item:
    place = directory.chart().name_of(stage.organisation_id)
    if stage.state == "now":
        place = place or _("Pemohon")
    if stage.state == "done":
        return {
            "state": "done",
            "title": words(stage.title),
            "text": place,
            "time": moment(stage.done_at) if stage.done_at else "",
        }
    if stage.state == "next":
        return {"state": "next", "title": words(stage.title), "text": place}
    until = _("paling lambat %(date)s") % {"date": long_date(stage.due_at)} if stage.due_at else ""
    late = bool(track.clock and track.clock.colour == "late")
    return {
        "state": "late" if late else "now",
        "title": words(stage.title),
        "tag": clock_tag(track.clock),
        "text": ", ".join(part for part in (place, until) if part),
    }


def _names(track: casework.Tracking) -> str:
    """Organisations that hold it now; several when parts run side by side."""
    chart = directory.chart()
    now = [stage.organisation_id for stage in track.stages if stage.state == "now"]
    names = dict.fromkeys(chart.name_of(one) for one in (track.organisation_id, *now) if one)
    return ", ".join(name for name in names if name)


def _tag(text: str, state: str) -> Markup:
    environment = engines["jinja2"].env  # type: ignore[attr-defined]
    return Markup(environment.globals["ui"].tag(text, state))
