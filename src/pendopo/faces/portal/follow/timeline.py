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
    """Arguments of `who_has_it`: in whose hands, until when they must be done with their step."""
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
    now = [stage for stage in track.stages if stage.state == "now"]
    step = min((one.due_at for one in now if one.due_at), default=None)
    due = step or track.due_at
    late = any(_is_late(one.clock) for one in now) or _is_late(track.clock)
    held = {
        "holder": _names(track) or words(track.status_words),
        "icon": "office",
        "state": "late" if late else "",
    }
    if due is None:
        return held
    return held | {
        "due": long_date(due),
        "due_label": _("Langkah ini paling lambat") if step else _("Paling lambat selesai"),
    }


def step_tag(track: casework.Tracking) -> Markup:
    """The clock of the step under way, the latest of several; the service's own without one."""
    clocks = [one.clock for one in track.stages if one.state == "now" and one.clock]
    if track.ended_at or not clocks:
        return clock_tag(track.clock)
    return clock_tag(max(clocks, key=lambda one: (one.late_by, one.share)))


def total_words(track: casework.Tracking, now: datetime) -> str:
    """The clock of the whole service in one sentence, or why it does not run; "" once it is over.

    "Seluruh layanan: hari kerja ke-3 dari 9, paling lambat Jumat, 27 November 2026. Sisa 6 hari
    kerja."
    """
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
    reading = reading_words(track.clock, language()) if track.clock else ""
    whole = _("Seluruh layanan: %(clock)s, paling lambat %(date)s.") % {
        "clock": reading[:1].lower() + reading[1:],
        "date": long_date(track.due_at),
    }
    return f"{whole} {_left(track.due_at, now)}".strip()


def _left(due_at: datetime, now: datetime) -> str:
    """ "Sisa 6 hari kerja."; "" when it is over: the clock says how late it is."""
    calendar = directory.calendar()
    today, last = calendar.local_date(now), calendar.local_date(due_at)
    if last == today:
        return _("Batas waktunya hari ini.")
    if last < today:
        return ""
    days = calendar.working_days_between(today, last)
    return ngettext("Sisa %(num)s hari kerja.", "Sisa %(num)s hari kerja.", days) % {"num": days}


def _is_late(reading: Reading | None) -> bool:
    return reading is not None and reading.state != "not_started" and reading.colour == "late"


def clock_tag(reading: Reading | None) -> Markup:
    """A clock as a tag; empty before it starts."""
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
    items += [_step(stage) for stage in track.stages]
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


def _step(stage: casework.Stage) -> Item:
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
    return {
        "state": "late" if _is_late(stage.clock) else "now",
        "title": words(stage.title),
        "tag": clock_tag(stage.clock),
        "text": ", ".join(part for part in (place, until) if part),
    }


def _names(track: casework.Tracking) -> str:
    """Organisations that hold it now; several when parts run side by side."""
    chart = directory.chart()
    now = [stage.organisation_id for stage in track.stages if stage.state == "now"]
    names = dict.fromkeys(chart.name_of(one) for one in (track.organisation_id, *now) if one)
    return ", ".join(name for name in names if name)


def _tag(text: str, state: str) -> Markup:
    environment = engines["jinja2"].env  # type: ignore[attr-defined]  # only this backend has one
    return Markup(environment.globals["ui"].tag(text, state))
