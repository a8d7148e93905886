"""What people hear of a report: its reporter, supporters, and reporters whose identity is sealed.

Each on the channel they came by. No word of the report stands in a notice, and no link that could
be faked. That something was received or is missing, casework says to whoever gave a name.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.ledger import api as ledger
from pendopo.messages import api as messages
from pendopo.voice.models import Identity, Report, Support

_WORDS: dict[str, dict[str, str]] = {
    "forwarded": {
        "id": "Laporan {number} diteruskan ke instansi yang berwenang.",
        "en": "Report {number} was forwarded to the agency responsible.",
    },
    "audited": {
        "id": "Laporan {number} diteruskan ke Inspektorat.",
        "en": "Report {number} was forwarded to the Inspectorate.",
    },
    "asked": {
        "id": "Kami perlu keterangan lagi untuk laporan {number}. Buka dengan nomor dan kode Anda.",
        "en": "We need to know more about report {number}. Open it with your number and code.",
    },
    "answered": {
        "id": "Laporan {number} sudah dijawab. Lihat buktinya, lalu katakan apakah sudah selesai.",
        "en": "Report {number} was answered. Look at the proof and tell us whether it is done.",
    },
    "reopened": {
        "id": "Laporan {number} dibuka kembali dan dikerjakan lagi.",
        "en": "Report {number} was reopened and is being worked on again.",
    },
    "confirmed": {
        "id": "Laporan {number} dinyatakan selesai oleh pelapor. Bila belum, buka kembali.",
        "en": "The reporter says that report {number} is done. If it is not, reopen it.",
    },
    "unconfirmed": {
        "id": "Laporan {number} ditutup tanpa konfirmasi.",
        "en": "Report {number} was closed without a confirmation.",
    },
    "not_ours": {
        "id": "Laporan {number} bukan wewenang daerah ini. Alasannya ada di halaman lacak.",
        "en": "Report {number} is not for this region. The reason is on its page.",
    },
    "archived": {
        "id": "Laporan {number} diarsipkan. Alasannya ada di halaman lacak.",
        "en": "Report {number} was archived. The reason is on its page.",
    },
}
"""By what the report became; a ticket holder reads the ticket's number."""
_CLASSES = {
    "complaint": {"id": "pengaduan", "en": "complaint"},
    "aspiration": {"id": "aspirasi", "en": "proposal"},
    "information": {"id": "permintaan informasi", "en": "request for information"},
}
_CLASS = {
    "id": "Laporan {{number}} kini ditangani sebagai {sort}. Nomor dan kodenya tetap; waktunya"
    " dihitung sejak laporan masuk.",
    "en": "Report {{number}} is now handled as a {sort}. Number and code stay the same; its time"
    " counts from the day it came in.",
}
_MESSAGE = {
    "id": "Ada pesan dari petugas untuk laporan {number}. Buka dengan nomor dan kode Anda.",
    "en": "An officer wrote to you about report {number}. Open it with your number and code.",
}
_ANSWERED_THERE = {
    "id": "Laporan {number} dijawab di SP4N-LAPOR!. Buka dengan nomor dan kode Anda.",
    "en": "Report {number} was answered in SP4N-LAPOR!. Open it with your number and code.",
}


_RATE = {
    "id": "Bagaimana layanan untuk berkas {number}? Nilai sekali lewat {link}",
    "en": "How was the service for application {number}? Rate it once at {link}",
}


def ask_for_rating(ended: casework.Ended, link: str, *, now: dt.datetime) -> None:
    """The one notice that asks the applicant what they think of a service."""
    address = messages.link(path=f"/nilai/{link}/")
    body = _RATE["en" if ended.language == "en" else "id"]
    messages.notify(
        person_id=ended.person_id,
        about_id=ended.case_id,
        dedupe=f"rating:{ended.case_id}",
        subject=ended.number,
        body=body.format(number=ended.number, link=address),
        short=body.format(number=ended.number, link=address),
        now=now,
    )


def tell(fact: ledger.Read) -> None:
    """Make the notices for one step of a report; the same fact never makes two."""
    status = str(fact.data["status"])
    if status not in _WORDS:
        return
    row = Report.objects.filter(pk=fact.about).first()
    if row is None:
        return
    if status == "asked":  # the reporter's to answer, nobody else's
        supports = []
    else:
        said = _WORDS[status]
        once = f"report:{fact.id}"
        casework.tell_applicant(case_id=row.pk, said=said, dedupe=once, now=fact.recorded_at)
        supports = list(Support.objects.filter(report=row, person_id__isnull=False))
    for one in supports:
        if one.person_id is not None:
            _tell(fact, one.person_id, one.number, status, one.language)
    sealed = Identity.objects.filter(report=row).first()
    if sealed is not None:
        _tell(fact, sealed.person_id, row.number, status, "id", row.channel, sealed.hears)


def tell_of_message(fact: ledger.Read) -> None:
    """An officer wrote to the reporter, who hears that there is something to read."""
    if not fact.data["internal"] and fact.organisation is not None:
        _tell_reporter(fact, _MESSAGE, "message")


def tell_of_answer(fact: ledger.Read) -> None:
    """SP4N-LAPOR! has answered a report that began here; whoever reported there hears it there."""
    began_here = Report.objects.filter(pk=fact.about).exclude(channel="lapor").exists()
    if fact.data.get("answer") and began_here:
        _tell_reporter(fact, _ANSWERED_THERE, "answer")


def tell_of_class(fact: ledger.Read) -> None:
    """The report is of another class now, with a clock of its own."""
    sort = _CLASSES[str(fact.data["sort"])]
    said = {language: text.format(sort=sort[language]) for language, text in _CLASS.items()}
    _tell_reporter(fact, said, "class")


def _tell_reporter(fact: ledger.Read, said: dict[str, str], what: str) -> None:
    """Whoever sent it, by the case or by their sealed identity."""
    row = Report.objects.filter(pk=fact.about).first()
    if row is None:
        return
    once = f"{what}:{fact.id}"
    casework.tell_applicant(case_id=row.pk, said=said, dedupe=once, now=fact.recorded_at)
    sealed = Identity.objects.filter(report=row).first()
    if sealed is not None:
        messages.notify(
            person_id=sealed.person_id,
            about_id=row.pk,
            dedupe=f"{once}:{sealed.person_id}",
            subject=row.number,
            body=said["id"].format(number=row.number),
            short=said["id"].format(number=row.number),
            now=fact.recorded_at,
            came_by=row.channel,
            by=sealed.hears,
        )


def _tell(
    fact: ledger.Read,
    person: UUID,
    number: str,
    status: str,
    language: str,
    came_by: str = "",
    by: str = "",
) -> None:
    body = _WORDS[status]["en" if language == "en" else "id"].format(number=number)
    messages.notify(
        person_id=person,
        about_id=fact.about,
        dedupe=f"report:{fact.id}:{person}",
        subject=number,
        body=body,
        short=body,
        now=fact.recorded_at,
        came_by=came_by,
        by=by,
    )
