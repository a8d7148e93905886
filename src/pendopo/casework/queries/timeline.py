"""The timeline of a case, told from its facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from pendopo.casework.values import Event
from pendopo.core.clock import words
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

Text = services.Text
NOTHING = Text(id="", en="")

# What the public may read of a case, kind by kind; anything else is for its officers.
_PUBLIC: Mapping[str, tuple[Text, Text]] = {
    "case.submitted": (
        Text(id="Berkas diterima", en="Application received"),
        Text(id="Tercatat dalam buku besar yang tidak dapat diubah siapa pun.",
             en="Recorded in a ledger that nobody can change."),
    ),
    "case.started": (
        Text(id="Berkas dibuka oleh alurnya", en="Opened by its process"),
        Text(id="Tidak ada permohonan; pesan, sinyal, atau jadwal yang memulainya.",
             en="Nobody applied; a message, a signal or a schedule began it."),
    ),
    "case.imported": (
        Text(id="Diteruskan dari sistem sebelumnya", en="Carried over from an earlier system"),
        Text(id="Berkas sudah diterima di sana; di sini dilanjutkan.",
             en="It was received there; here it goes on."),
    ),
    "case.brought": (
        Text(id="Diteruskan dari sistem sebelumnya", en="Carried over from an earlier system"),
        Text(id="Riwayatnya di sana ikut tercatat.", en="Its history there came along."),
    ),
    "case.represented": (
        Text(id="Diurus dengan surat kuasa", en="Looked after by a power of attorney"),
        NOTHING,
    ),
    "case.agency_asked": (
        Text(id="Satu instansi lagi dimintai pendapat", en="One more agency was asked"),
        NOTHING,
    ),
    "case.returned": (
        Text(id="Dikembalikan untuk dilengkapi", en="Returned for completion"),
        Text(id="Hitungan waktu berhenti sampai pemohon melengkapi.",
             en="The clock stands still until the applicant completes it."),
    ),
    "case.corrected": (
        Text(id="Dilengkapi pemohon", en="Completed by the applicant"),
        NOTHING,
    ),
    "appointment.set": (
        Text(id="Tinjauan lapangan dijadwalkan", en="Site visit scheduled"),
        NOTHING,
    ),
    "appointment.wished": (
        Text(id="Pemohon meminta jadwal lain", en="The applicant asked for another time"),
        NOTHING,
    ),
    "case.deadline_moved": (
        Text(id="Batas waktu mengikuti hari libur baru", en="The deadline follows a new holiday"),
        NOTHING,
    ),
    "licence.granted": (Text(id="Izin terbit", en="Licence granted"), NOTHING),
    "licence.suspended": (Text(id="Izin dibekukan", en="Licence suspended"), NOTHING),
    "licence.lifted": (
        Text(id="Pembekuan izin berakhir", en="Suspension of the licence ended"),
        NOTHING,
    ),
    "licence.revoked": (Text(id="Izin dicabut", en="Licence revoked"), NOTHING),
    "licence.changed": (Text(id="Data izin diubah", en="Data of the licence changed"), NOTHING),
    "licence.expired": (
        Text(id="Masa berlaku izin habis", en="The licence's term is over"),
        NOTHING,
    ),
}  # fmt: skip
_CLOCK: Mapping[str, Text] = {
    "start": Text(id="Dinyatakan lengkap dan benar", en="Declared complete and correct"),
    "pause": Text(id="Hitungan waktu berhenti", en="The clock was paused"),
    "resume": Text(id="Hitungan waktu berjalan lagi", en="The clock runs again"),
    "stop": Text(id="Hitungan waktu selesai", en="The clock has stopped"),
}
_CLOSED: Mapping[str, Text] = {
    "granted": Text(id="Selesai: dikabulkan", en="Closed: granted"),
    "refused": Text(id="Selesai: ditolak", en="Closed: refused"),
    "withdrawn": Text(id="Ditarik oleh pemohon", en="Withdrawn by the applicant"),
    "lapsed": Text(id="Gugur", en="Lapsed"),
    "handed_over": Text(id="Selesai di sini", en="Closed here"),
}
_ESCALATED: Mapping[str, Text] = {
    "task_late": Text(id="Lewat batas waktu, dilaporkan ke atasan",
                      en="Past its limit, reported to the supervisor"),
    "deemed_near": Text(id="Mendekati batas dikabulkan menurut hukum",
                        en="Close to being deemed granted by law"),
    "deemed_passed": Text(id="Batas waktu terlampaui: dianggap dikabulkan menurut hukum",
                          en="Limit passed: deemed granted by law"),
    "nobody": Text(id="Perangkat daerahnya tidak ditemukan, dilaporkan ke atasan",
                   en="No such agency, reported to the supervisor"),
    "process": Text(id="Diteruskan ke atasan", en="Passed on to the supervisor"),
}  # fmt: skip
_INTERNAL: Mapping[str, Text] = {
    "case.migrated": Text(id="Pindah ke versi lain dari layanan ini",
                          en="Moved to another version of this service"),
    "case.message_sent": Text(id="Pesan dikirim", en="Message sent"),
    "case.message_received": Text(id="Pesan diterima", en="Message received"),
    "case.failed": Text(id="Alur menemui galat", en="The process met an error"),
    "task.opened": Text(id="Tugas dibuka", en="Task opened"),
    "task.taken": Text(id="Tugas diambil atau dilepas", en="Task taken or released"),
    "task.assigned": Text(id="Tugas diserahkan kepada seorang pejabat",
                          en="Task assigned to an officer"),
    "disposition.given": Text(id="Disposisi diberikan", en="Disposition given"),
    "disposition.reported": Text(id="Disposisi dilaporkan", en="Disposition reported back"),
    "disposition.late": Text(id="Disposisi melewati batas waktu", en="Disposition is late"),
    "disposition.withdrawn": Text(id="Disposisi ditarik", en="Disposition taken back"),
    "task.cancelled": Text(id="Tugas tidak diperlukan lagi", en="Task no longer needed"),
    "case.letter_made": Text(id="Surat disusun", en="Letter drafted"),
    "case.file_exported": Text(
        id="Berkas diunduh untuk diteruskan", en="The file was taken out to be passed on"
    ),
    "case.note_added": Text(id="Pesan ditambahkan", en="Message added"),
}  # fmt: skip


def events(
    facts: tuple[ledger.Read, ...], compiled: services.Compiled, *, public_only: bool
) -> tuple[Event, ...]:
    """Facts of one case as lines for people, oldest first."""
    told = (_event(fact, compiled) for fact in facts)
    return tuple(one for one in told if one and (one.public or not public_only))


def _event(fact: ledger.Read, compiled: services.Compiled) -> Event | None:
    if fact.kind in _PUBLIC:
        title, detail = _PUBLIC[fact.kind]
        return _line(fact, title, _when(fact) or detail, public=True)
    tell = _TOLD.get(fact.kind)
    if tell is not None:
        return tell(fact, compiled)
    if fact.kind in _INTERNAL:
        return _line(fact, _INTERNAL[fact.kind], NOTHING, public=False)
    return None


def _done(fact: ledger.Read, compiled: services.Compiled) -> Event | None:
    definition = compiled.tasks.get(str(fact.data["element"]))
    if definition is None:
        return None
    chosen = definition.outcomes.get(str(fact.data["outcome"]))
    return _line(fact, definition.title, chosen.label if chosen else NOTHING, public=True)


def _clock(fact: ledger.Read, compiled: services.Compiled) -> Event | None:
    mark = str(fact.data["mark"])
    return _line(fact, _CLOCK[mark], NOTHING, public=mark == "start")


def _closed(fact: ledger.Read, compiled: services.Compiled) -> Event | None:
    ending = compiled.ending(str(fact.data["outcome"]))
    said = ending.title if ending and fact.data["status"] == "handed_over" else NOTHING
    return _line(fact, _CLOSED[str(fact.data["status"])], said, public=True)


def _silence(fact: ledger.Read, compiled: services.Compiled) -> Event | None:
    """An agency's silence, what it counts as, and the article that says so."""
    definition = compiled.tasks.get(str(fact.data["element"]))
    join = definition.spec.join if definition else None
    if definition is None or join is None or join.silence is None:
        return None
    counts = definition.outcomes[join.silence.counts_as].label
    basis = join.silence.basis
    said = Text(
        id=f"Tidak menjawab sampai batas waktu, dihitung “{counts.id}” menurut {basis}.",
        en=f"No answer within the limit, counts as “{counts.en}” by {basis}.",
    )
    return _line(fact, definition.title, said, public=True)


def _escalated(fact: ledger.Read, compiled: services.Compiled) -> Event | None:
    return _line(fact, _ESCALATED[str(fact.data["reason"])], NOTHING, public=True)


_TOLD: Mapping[str, Callable[[ledger.Read, services.Compiled], Event | None]] = {
    "task.done": _done,
    "task.silence_counted": _silence,
    "case.clock": _clock,
    "case.closed": _closed,
    "case.escalated": _escalated,
}


def _when(fact: ledger.Read) -> Text | None:
    """The moment an appointment is about, in the region's time."""
    at: Any = fact.data.get("at")
    if not fact.kind.startswith("appointment.") or not at:
        return None
    local = directory.calendar().local(dt.datetime.fromisoformat(str(at)))
    return Text(
        id=f"{words.long_date(local.date(), 'id')}, {local:%H.%M}",
        en=f"{words.long_date(local.date(), 'en')}, {local:%H:%M}",
    )


def _line(fact: ledger.Read, title: Text, detail: Text, *, public: bool) -> Event:
    return Event(
        kind=fact.kind,
        at=fact.occurred_at,
        title=title,
        detail=detail,
        organisation_id=fact.organisation,
        fact_id=fact.id,
        seq=fact.seq,
        public=public,
    )


def receipt_fact(facts: tuple[ledger.Read, ...]) -> UUID | None:
    """The fact a receipt proves: that the application was received."""
    return next((fact.id for fact in facts if fact.kind == "case.submitted"), None)
