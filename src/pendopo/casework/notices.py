"""What people are told, and when: applicants in the language they chose, supervisors when a limit
passes. Short, without a link in an SMS that could be faked, and nothing personal."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

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
    "case.imported": {
        "id": "Berkas Anda ({service}) kini diurus di sistem ini dengan nomor {number}. Lacak"
        " dengan nomor ini.",
        "en": "Your application ({service}) is now handled in this system as {number}. Track it"
        " with this number.",
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
    "notify": {
        "id": "Ada perkembangan pada berkas {number} ({service}). Lihat dengan nomor ini.",
        "en": "There is news on application {number} ({service}). Look it up by this number.",
    },
    "hand_over": {
        "id": "Berkas {number} kami teruskan ke {system}, yang akan memutuskannya.",
        "en": "Application {number} was passed on to {system}, which decides on it.",
    },
    "closed_elsewhere": {
        "id": "Berkas {number}: {ending}. Hasil dan suratnya ada di {system}.",
        "en": "Application {number}: {ending}. The result and its letter are in {system}.",
    },
    "case.closed": {
        "id": "Berkas {number} selesai: {status}",
        "en": "Application {number} is closed: {status}",
    },
    "licence.suspended": {
        "id": "Izin dari berkas {number} ({service}) dibekukan. Buka berkas Anda untuk alasan,"
        " dasar hukum, dan batas waktu keberatan.",
        "en": "The licence of application {number} ({service}) is suspended. Open it to see the"
        " reason, the legal ground and the last day for an objection.",
    },
    "licence.lifted": {
        "id": "Pembekuan izin dari berkas {number} ({service}) berakhir. Izin berlaku lagi.",
        "en": "The suspension of the licence of application {number} ({service}) has ended. It is"
        " in force again.",
    },
    "licence.revoked": {
        "id": "Izin dari berkas {number} ({service}) dicabut. Buka berkas Anda untuk alasan, dasar"
        " hukum, dan batas waktu keberatan.",
        "en": "The licence of application {number} ({service}) is revoked. Open it to see the"
        " reason, the legal ground and the last day for an objection.",
    },
    "licence.changed": {
        "id": "Data izin dari berkas {number} ({service}) diubah. Buka berkas Anda untuk"
        " melihatnya.",
        "en": "Data of the licence of application {number} ({service}) were changed. Open it to"
        " look.",
    },
    "licence.expired": {
        "id": "Masa berlaku izin dari berkas {number} ({service}) sudah habis. Ajukan lagi bila"
        " masih Anda perlukan.",
        "en": "The licence of application {number} ({service}) has expired. Apply again if you"
        " still need it.",
    },
}
_CLOSED: dict[str, dict[str, str]] = {
    "granted": {
        "id": "dikabulkan. Buka berkas Anda untuk mengunduh suratnya.",
        "en": "granted. Open it to download the letter.",
    },
    "refused": {
        "id": "ditolak. Alasan dan yang dapat Anda lakukan ada di berkas Anda.",
        "en": "refused. Open it to read why, and what you can do.",
    },
    "withdrawn": {
        "id": "ditarik. Anda boleh mengajukan lagi.",
        "en": "withdrawn. You may apply again.",
    },
    "lapsed": {"id": "gugur. Anda boleh mengajukan lagi.", "en": "lapsed. You may apply again."},
}
"""How a case ended, and what the applicant finds when opening it."""


_SHORT: dict[str, dict[str, str]] = {
    "case.submitted": {"id": "diterima", "en": "received"},
    "case.imported": {"id": "diurus di sistem ini", "en": "handled in this system"},
    "case.returned": {"id": "perlu dilengkapi", "en": "needs completing"},
    "appointment.set": {"id": "ada jadwal tinjauan", "en": "a visit is planned"},
    "notify": {"id": "ada perkembangan", "en": "there is news"},
    "hand_over": {"id": "diteruskan", "en": "passed on"},
    "closed_elsewhere": {"id": "selesai", "en": "closed"},
    "case.closed": {"id": "selesai", "en": "closed"},
    "licence.suspended": {"id": "izin dibekukan", "en": "licence suspended"},
    "licence.lifted": {"id": "izin berlaku lagi", "en": "licence in force again"},
    "licence.revoked": {"id": "izin dicabut", "en": "licence revoked"},
    "licence.changed": {"id": "data izin diubah", "en": "data of the licence changed"},
    "licence.expired": {"id": "masa izin habis", "en": "licence expired"},
}
"""How it stands, for a telephone that others may read: neither the service nor the outcome."""
_NEWS = {
    "id": "{number}: {state}. Lacak dengan nomor ini di {place}",
    "en": "{number}: {state}. Track it by this number at {place}",
}

TOLD = tuple(kind for kind in _WORDS if "." in kind)
"""Kinds of facts that applicants hear of."""
FAILED = "failed"
_ALARMS: dict[str, str] = {
    FAILED: "Berkas {number} ({service}) menemui galat dalam alurnya. Periksa kelanjutannya.",
    "task_late": "Berkas {number} ({service}) melewati batas waktu dan masih menunggu.",
    "nobody": "Berkas {number} ({service}) menunggu Anda: alurnya menyebut perangkat daerah yang"
    " tidak ada di direktori, jadi tugasnya masuk ke instansi Anda.",
    "process": "Berkas {number} ({service}) diteruskan kepada Anda.",
    "deemed_near": "Berkas {number} ({service}) mendekati batas dianggap dikabulkan menurut hukum"
    " (UU 30/2014 Pasal 53). Putuskan sebelum {due}.",
    "deemed_passed": "Batas waktu berkas {number} ({service}) terlampaui: menurut hukum dianggap"
    " dikabulkan (UU 30/2014 Pasal 53). Tidak ada yang ditandatangani otomatis; segera tetapkan.",
}
"""What supervisors hear, by the reason of an escalation."""


def tell(fact: ledger.Read) -> None:
    """Make the applicant's notice for a fact about a case; the same fact never makes two."""
    if fact.kind in TOLD:
        case = models.Case.objects.filter(id=fact.about).first()
        if case is None:  # a licence copied from an old register: nobody here to tell
            return
        if fact.kind == "case.imported" and not fact.data["told"]:
            return
        answers = services.version(hash=case.version_hash).service.mode == "answer"
        if answers and fact.kind == "case.closed":
            return  # the context above says what that means for a report
        status = str(fact.data.get("status", ""))
        if status == models.Case.Status.HANDED_OVER:
            _closed_elsewhere(case, fact)
            return
        _tell(case, fact.kind, f"{fact.kind}:{fact.id}", fact.recorded_at,
              status=_CLOSED.get(status, {}).get(_language(case), ""),
              when=_when(fact, _language(case)))  # fmt: skip


def _closed_elsewhere(case: models.Case, fact: ledger.Read) -> None:
    compiled, language = services.version(hash=case.version_hash), _language(case)
    ending = compiled.ending(case.outcome)
    said = ending.title if ending else compiled.service.title
    _tell(case, "closed_elsewhere", f"{fact.kind}:{fact.id}", fact.recorded_at,
          ending=said.within(language), system=compiled.system.within(language))  # fmt: skip


def tell_once(*, case_id: UUID, what: str, token: int, now: dt.datetime) -> None:
    """The notice of an automatic step of the process, once per step."""
    case = models.Case.objects.get(id=case_id)
    system = services.version(hash=case.version_hash).system
    _tell(case, what, f"{what}:{case.id}:{token}", now, system=system.within(_language(case)))


def tell_message(*, case_id: UUID, name: str, token: int, now: dt.datetime) -> None:
    """A message of the process to the applicant, in the package's words, once."""
    case = models.Case.objects.get(id=case_id)
    compiled, language = services.version(hash=case.version_hash), _language(case)
    message = compiled.service.messages[name]
    said = message.text or message.title
    messages.notify(
        person_id=case.person_id,
        about_id=case.id,
        dedupe=f"message:{case.id}:{token}",
        subject=f"{compiled.service.title.within(language)} · {case.number}",
        body=said.within(language),
        short=short(case.number, _SHORT["notify"][language], language),
        now=now,
        came_by=case.channel,
    )


def alarm(fact: ledger.Read) -> None:
    """Tell whoever supervises the agencies that have the case: its owner, and those at work."""
    case = models.Case.objects.get(id=fact.about)
    at_work = case.tasks.filter(status=models.Task.Status.OPEN, organisation_id__isnull=False)
    agencies = {case.organisation_id, *at_work.values_list("organisation_id", flat=True)}
    service = services.version(hash=case.version_hash).service
    if service.mode == "answer" and fact.data.get("reason") == "task_late":
        return  # the context above tells them, rung by rung
    title = service.title.id
    last = directory.calendar().local_date(case.due_at or fact.recorded_at)
    body = _ALARMS[str(fact.data.get("reason", FAILED))].format(
        number=case.number, service=title, due=_day(last)
    )
    for position in directory.chart().positions.values():
        if position.organisation_id not in agencies or "supervisor" not in position.roles:
            continue
        holder = directory.holder_of(position.id, fact.recorded_at)
        if holder is not None:
            messages.notify(
                person_id=holder.person_id,
                about_id=case.id,
                dedupe=f"alarm:{fact.id}:{holder.person_id}",
                subject=f"{title} · {case.number}",
                body=body,
                short=short(case.number, "perlu perhatian", "id"),
                now=fact.recorded_at,
            )


def _tell(case: models.Case, what: str, dedupe: str, now: dt.datetime, **said: str) -> None:
    """To the applicant, and to whoever acts for them by a power of attorney that holds."""
    language = _language(case)
    title = services.version(hash=case.version_hash).service.title.within(language)
    agent = directory.agent_of(power_id=case.power_id, now=now) if case.power_id else None
    for person_id, once in ((case.person_id, dedupe), (agent, f"{dedupe}:agent")):
        if person_id is not None:
            messages.notify(
                person_id=person_id,
                about_id=case.id,
                dedupe=once,
                subject=f"{title} · {case.number}",
                body=_WORDS[what][language].format(number=case.number, service=title, **said),
                short=short(case.number, _SHORT[what][language], language),
                now=now,
                came_by=case.channel,
            )


def short(number: str, state: str, language: services.Language) -> str:
    """The number, how it stands, and where to look."""
    place = messages.link(path="/lacak/")
    return _NEWS[language].format(number=number, state=state, place=place)


def _day(day: dt.date) -> str:
    return words.long_date(day, "id")


def _language(case: models.Case) -> services.Language:
    return "en" if case.language == "en" else "id"


def _when(fact: ledger.Read, language: services.Language) -> str:
    at = fact.data.get("at")
    if not at:
        return ""
    local = directory.calendar().local(dt.datetime.fromisoformat(str(at)))
    return f"{words.long_date(local.date(), language)}, {local:%H.%M}"
