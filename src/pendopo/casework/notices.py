"""What the applicant is told, and when: short, in the language they chose, without a link in
an SMS that could be faked."""

from __future__ import annotations

import datetime as dt

from pendopo.casework import models
from pendopo.core.clock import words
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.messages import api as messages
from pendopo.services import api as services

_WORDS: dict[str, dict[str, str]] = {
    "case.submitted": {
        "id": "Berkas {number} ({service}) sudah kami terima. Layanan ini GRATIS bila tidak"
        " disebut lain; laporkan pungutan liar. Lacak dengan nomor ini.",
        "en": "We have received application {number} ({service}). Track it with this number.",
    },
    "case.returned": {
        "id": "Berkas {number} perlu dilengkapi. Buka berkas Anda untuk melihat apa yang kurang."
        " Hitungan waktu berhenti sampai Anda mengirimnya kembali.",
        "en": "Application {number} needs completing. Open it to see what is missing. The clock"
        " stands still until you send it back.",
    },
    "appointment.set": {
        "id": "Tinjauan lapangan untuk berkas {number}: {when}. Bila berhalangan, usulkan waktu"
        " lain dari halaman berkas Anda.",
        "en": "Site visit for application {number}: {when}. If that does not suit you, propose"
        " another time on the page of your application.",
    },
    "case.closed": {
        "id": "Berkas {number} selesai: {status}. Buka berkas Anda untuk mengunduh suratnya.",
        "en": "Application {number} is closed: {status}. Open it to download the letter.",
    },
}
_CLOSED: dict[str, dict[str, str]] = {
    "granted": {"id": "dikabulkan", "en": "granted"},
    "refused": {"id": "ditolak", "en": "refused"},
    "withdrawn": {"id": "ditarik", "en": "withdrawn"},
    "lapsed": {"id": "gugur", "en": "lapsed"},
}


def tell(fact: ledger.Read) -> None:
    """Make the notice for a fact about a case; the same fact never makes two."""
    if fact.kind not in _WORDS:
        return
    case = models.Case.objects.get(id=fact.about)
    language: services.Language = "en" if case.language == "en" else "id"
    title = services.version(hash=case.version_hash).service.title.within(language)
    status = _CLOSED.get(str(fact.data.get("status", "")), {}).get(language, "")
    body = _WORDS[fact.kind][language].format(
        number=case.number, service=title, status=status, when=_when(fact, language)
    )
    messages.notify(
        person_id=case.person_id,
        about_id=case.id,
        dedupe=f"{fact.kind}:{fact.id}",
        subject=f"{title} · {case.number}",
        body=body,
        now=fact.recorded_at,
    )


def _when(fact: ledger.Read, language: services.Language) -> str:
    at = fact.data.get("at")
    if not at:
        return ""
    local = directory.calendar().local(dt.datetime.fromisoformat(str(at)))
    return f"{words.long_date(local.date(), language)}, {local:%H.%M}"
