"""Texts from telephones: how a number stands, a message to the officers, no more news.

    STATUS K7M-4QP-2XD · BALAS K7M-4QP-2XD sudah kami perbaiki · STOP K7M-4QP-2XD

Anybody may ask how a number stands, as on the page of tracking. The others are for the telephone
that the applicant gave. The answer holds the number and its state, nothing else: phones are shared,
and numbers of telephones get new owners.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.messages import api as messages
from pendopo.voice.actions.responding import reply
from pendopo.voice.models import HeldReport, Identity, Report, Support
from pendopo.voice.refusals import Refused

Word = Literal["status", "reply", "stop", ""]
WORDS: dict[str, Word] = {
    "status": "status", "lacak": "status", "cek": "status",
    "balas": "reply", "jawab": "reply", "reply": "reply",
    "stop": "stop", "berhenti": "stop",
}  # fmt: skip
HELP = "Ketik STATUS <nomor>, BALAS <nomor> <pesan>, atau STOP <nomor>. Contoh: STATUS K7M-4QP-2XD"
UNKNOWN = "Nomor itu tidak ditemukan. Contoh: STATUS K7M-4QP-2XD"
STRANGER = "{number}: balas atau berhenti hanya dari telepon yang dipakai melapor atau memohon."
TAKEN = "{number}: pesan Anda kami terima."
STOPPED = "{number}: Anda tidak menerima kabar lagi. Lacak kapan saja dengan nomor ini."
HELD = "{number}: diterima, menunggu diperiksa petugas."
EMPTY = "Tulis pesannya: BALAS {number} <pesan>"
LATE = "{number}: pesan tidak dapat diterima sekarang. Buka nomor ini di situs."


@dataclass(frozen=True, slots=True)
class Asked:
    """word: "" for what we do not understand; number: None when there is none that can be right."""

    word: Word
    number: str | None
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """The person whose telephone counts, and the one who acts in the case: of an anonymous report
    they are two."""

    number: str
    case_id: UUID
    person_id: UUID
    known_by: UUID


@ledger.within_region
def hear_text(*, channel: str, message_id: str, address: str, text: str, now: dt.datetime) -> str:
    """Answer a text on the channel that it came by; "" when the gateway brought it before.

    address: as +62..., which the gateway vouches for by its signature.
    """
    heard = messages.hear(channel=channel, message_id=message_id, now=now)
    if heard is None:
        return ""
    said = _answer(understood(text), address, heard, now)
    messages.answer(heard=heard, channel=channel, address=address, text=said, now=now)
    return said


def understood(text: str) -> Asked:
    """What a text asks for. A number alone asks how it stands; it may be written in three parts."""
    parts = text.split()
    word = WORDS.get(re.sub(r"\W", "", parts[0]).lower(), "") if parts else ""
    rest = parts[1:] if word else parts
    for taken in (1, 3, 2):
        number = references.normalise("".join(rest[:taken])) if len(rest) >= taken else None
        if number is not None:
            return Asked(word or "status", number, " ".join(rest[taken:]))
    return Asked(word, None)


def _answer(asked: Asked, address: str, heard: UUID, now: dt.datetime) -> str:
    if not asked.word and asked.number is None:
        return HELP
    if asked.number is None:
        return UNKNOWN
    if asked.word == "status":
        return _status(asked.number, now)
    party = _party(asked.number)
    if party is None or not _is_phone_of(party.known_by, address):
        # The same for a number that there is not: nobody learns whose telephone it is.
        return STRANGER.format(number=asked.number)
    if asked.word == "stop":
        messages.choose_channel(person_id=party.known_by, channel="none", now=now)
        return STOPPED.format(number=asked.number)
    return _reply(asked, party, heard, now)


def _status(number: str, now: dt.datetime) -> str:
    support = Support.objects.filter(number=number).select_related("report").first()
    try:
        found = casework.track(number=support.report.number if support else number, now=now)
    except casework.NotFound:
        held = HeldReport.objects.filter(number=number).exclude(status="discarded").exists()
        return HELD.format(number=number) if held else UNKNOWN
    return f"{number}: {found.status_words.id}"


def _reply(asked: Asked, party: Party, heard: UUID, now: dt.datetime) -> str:
    if not asked.rest:
        return EMPTY.format(number=party.number)
    who = directory.Actor(
        account_id=None, person_id=party.person_id, region_code=ledger.current_region(),
        kind="citizen", name="", at=now,
    )  # fmt: skip
    command = ledger.Command(heard, str(heard), asked.rest.encode())
    try:
        if Report.objects.filter(pk=party.case_id).exists():
            reply(number=party.number, who=who, message=asked.rest, now=now, command=command)
        else:
            casework.add_note(
                case_id=party.case_id, who=who, body=asked.rest, now=now, command=command
            )
    except (Refused, casework.Refused):
        return LATE.format(number=party.number)
    return TAKEN.format(number=party.number)


def _party(number: str) -> Party | None:
    found = casework.applicant_of(number=number)
    if found is None:
        return None
    case_id, person_id = found
    sealed = Identity.objects.filter(report_id=case_id).values_list("person_id", flat=True).first()
    return Party(number, case_id, person_id, sealed or person_id)


def _is_phone_of(person_id: UUID, address: str) -> bool:
    found = directory.contact(person_id=person_id)
    if found is None or not found.phone:
        return False
    try:
        return directory.normal_phone(found.phone) == directory.normal_phone(address)
    except directory.Refused:
        return False
