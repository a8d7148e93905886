"""Judging a row of cases in flight: where the case would stand, or what is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from pendopo.casework.import_rows import number_key, one_line
from pendopo.casework.judging import STEP as JUDGED_BETWEEN
from pendopo.casework.judging import Tell
from pendopo.casework.sheets.old_register import RawRow, day
from pendopo.casework.sheets.open_cases import (
    DUE,
    LETTER,
    LETTER_DAY,
    NUMBER,
    RECEIVED,
    STEP,
    Asked,
    columns,
)
from pendopo.core.clock import Calendar
from pendopo.services import api as services
from pendopo.services.api import Text

SAYS: dict[str, Text] = {
    "failed": Text(
        id="Pemeriksaan terhenti. Unggah lagi berkasnya; bila berulang, hubungi pengelola.",
        en="Judging broke off. Upload the file again; if it happens again, tell the administrator.",
    ),
    "empty": Text(id="Kolom ini wajib diisi.", en="This column must not be empty."),
    "long": Text(id="Isinya terlalu panjang; persingkat.", en="Too long; make it shorter."),
    "day": Text(
        id="Tanggal tidak terbaca. Tulis seperti 16-11-2024.",
        en="This date cannot be read. Write it like 16-11-2024.",
    ),
    "received_ahead": Text(
        id="Tanggal diterima ada di masa depan. Periksa tahunnya.",
        en="The day of receipt lies in the future. Check the year.",
    ),
    "before_first": Text(
        id="Tanggal diterima lebih awal daripada versi pertama layanan ini. Periksa tahunnya.",
        en="The day of receipt is before the first version of this service. Check the year.",
    ),
    "digits": Text(
        id="Angka sepanjang ini terpotong oleh Excel. Ubah format kolomnya menjadi Teks.",
        en="Excel cuts off a number of this length. Make the column's format Text.",
    ),
    "letter_pair": Text(
        id="Surat perlu nomor dan tanggalnya; isi keduanya atau kosongkan keduanya.",
        en="A letter needs its number and its date; fill in both or leave both empty.",
    ),
    "letter_order": Text(
        id="Tanggal surat harus sejak tanggal diterima dan paling lambat hari ini.",
        en="The day of the letter lies between the day of receipt and today.",
    ),
    "twice": Text(
        id="Nomor ini sudah ada di baris lain berkas ini. Hapus salah satunya.",
        en="This number stands in another row of this file. Remove one of them.",
    ),
    "number_known": Text(
        id="Dilewati: berkas dengan nomor lama ini sudah masuk.",
        en="Left out: a case with this old number is here already.",
    ),
}
"""What the report says of a row, by rule; the form and the drawing have sentences of their own."""
SKIPPED = frozenset({"number_known"})
"""Rules by which a row is left out; every other one stops the import."""
LONGEST_NUMBER = 80
_EXACT = 10**15
_CHOSEN_FROM = frozenset({"choice", "choices", "boolean"})
APPLICANT = {"kind": "citizen", "signed_in": False}
"""What rules may know of whoever applied elsewhere; see `names.rule_names`."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """`column` as in the sheet; never what stands in it."""

    row: int
    column: str
    rule: str
    id: str
    en: str


@dataclass(frozen=True, slots=True)
class OldOpenCase:
    """A sound row. received, due: ISO 8601; answers: raw, as the form takes them. letter: number of
    the letter that was issued there, dated `lettered` (ISO 8601); "" for none."""

    row: int
    number: str
    received: str
    element: str
    due: str
    answers: dict[str, Any] = field(repr=False)
    letter: str = ""
    lettered: str = ""

    @property
    def key(self) -> str:
        return number_key(self.number)

    def plain(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Bounds:
    """first: the day of the service's first version; now, calendar: of the dry run."""

    first: dt.date
    now: dt.datetime
    calendar: Calendar


def judge(
    rows: Sequence[RawRow],
    compiled: services.Compiled,
    bounds: Bounds,
    tell: Tell | None = None,
) -> tuple[list[OldOpenCase], list[Wrong]]:
    """Sound rows, and what is wrong with the others. tell: hears how far it is."""
    asked = columns(compiled)
    found: list[OldOpenCase] = []
    wrong: list[Wrong] = []
    seen: set[str] = set()
    for place, raw in enumerate(rows):
        if tell is not None and place % JUDGED_BETWEEN == 0:
            tell(place)
        one = _row(raw, compiled, asked, bounds)
        if isinstance(one, list):
            wrong += one
        elif one.key in seen:
            wrong.append(said(raw.row, NUMBER, "twice"))
        else:
            seen.add(one.key)
            found.append(one)
    return found, wrong


def said(row: int, column: str, rule: str) -> Wrong:
    text = SAYS[rule]
    return Wrong(row, column, rule, text.id, text.within("en"))


def stand(
    one: OldOpenCase, compiled: services.Compiled, calendar: Calendar, now: dt.datetime
) -> services.flow.Move:
    """Where the case stands, by the drawing. Raises `services.Refused`."""
    return services.flow.stand_at(
        compiled,
        answers=one.answers,
        applicant=APPLICANT,
        element=one.element,
        received=received_at(one, calendar, now),
        at=now,
        calendar=calendar,
        due=dt.date.fromisoformat(one.due) if one.due else None,
        letter=bool(one.letter),
    )


def received_at(one: OldOpenCase, calendar: Calendar, now: dt.datetime) -> dt.datetime:
    """The moment that stands for the day of receipt, whose hour nobody wrote down: noon."""
    local = calendar.local(now).replace(hour=12, minute=0, second=0, microsecond=0)
    there = dt.date.fromisoformat(one.received)
    at = local.replace(year=there.year, month=there.month, day=there.day)
    return min(at.astimezone(dt.UTC), now)


def _row(
    raw: RawRow, compiled: services.Compiled, asked: Sequence[Asked], bounds: Bounds
) -> OldOpenCase | list[Wrong]:
    wrong: list[Wrong] = []
    number = one_line(raw.cells.get(NUMBER, ""))
    if not number or len(number) > LONGEST_NUMBER:
        wrong.append(said(raw.row, NUMBER, "long" if number else "empty"))
    received = _day(raw, RECEIVED, wrong, needed=True)
    due = _day(raw, DUE, wrong, needed=False)
    if received and received > bounds.calendar.local_date(bounds.now):
        wrong.append(said(raw.row, RECEIVED, "received_ahead"))
    elif received and received < bounds.first:
        wrong.append(said(raw.row, RECEIVED, "before_first"))
    letter, lettered = _letter(raw, received, bounds, wrong)
    step = one_line(raw.cells.get(STEP, ""))
    if not step:
        wrong.append(said(raw.row, STEP, "empty"))
    answers = _answers(raw, asked, wrong)
    if wrong or received is None:
        return wrong
    one = OldOpenCase(
        row=raw.row,
        number=number,
        received=received.isoformat(),
        element=_element(step, compiled),
        due=due.isoformat() if due else "",
        answers=answers,
        letter=letter,
        lettered=lettered,
    )
    try:
        stand(one, compiled, bounds.calendar, bounds.now)
    except services.Refused as refused:
        return refusals(raw.row, refused, asked)
    return one


def refusals(row: int, refused: services.Refused, asked: Sequence[Asked]) -> list[Wrong]:
    """What the form or the drawing says against a row, each under its column."""
    if refused.code == "answers":
        titles = {one.key: one.title for one in asked}
        titles |= {one.question.name: one.title for one in reversed(asked) if one.part}
        return [
            Wrong(row, titles.get(one.field, one.field), one.rule, one.message["id"],
                  one.message.get("en", one.message["id"]))
            for one in refused.fields
        ]  # fmt: skip
    column = DUE if refused.code.startswith("due-") else STEP
    column = LETTER if refused.code == "letter-early" else column
    column = "" if refused.code == "fee" else column
    return [Wrong(row, column, refused.code, refused.text["id"], refused.text["en"])]


def _letter(
    raw: RawRow, received: dt.date | None, bounds: Bounds, wrong: list[Wrong]
) -> tuple[str, str]:
    """Number and day of a letter that was issued there; both empty for none."""
    number = one_line(raw.cells.get(LETTER, ""))
    dated = _day(raw, LETTER_DAY, wrong, needed=False)
    if len(number) > LONGEST_NUMBER:
        wrong.append(said(raw.row, LETTER, "long"))
    if not number and dated is None:
        return "", ""
    if not number or dated is None:
        wrong.append(said(raw.row, LETTER if dated else LETTER_DAY, "letter_pair"))
        return "", ""
    if dated > bounds.calendar.local_date(bounds.now) or (received and dated < received):
        wrong.append(said(raw.row, LETTER_DAY, "letter_order"))
    return number, dated.isoformat()


def _element(step: str, compiled: services.Compiled) -> str:
    """A step by its id or its title in either language; what nobody knows stays as it is."""
    for name, task in compiled.tasks.items():
        if step.casefold() in {
            name.casefold(), task.title.id.casefold(), task.title.within("en").casefold()
        }:  # fmt: skip
            return name
    return step[:LONGEST_NUMBER]


def _day(raw: RawRow, column: str, wrong: list[Wrong], *, needed: bool) -> dt.date | None:
    cell = raw.cells.get(column, "")
    if not one_line(cell):
        if needed:
            wrong.append(said(raw.row, column, "empty"))
        return None
    found = day(cell)
    if found is None:
        wrong.append(said(raw.row, column, "day"))
    return found


def _answers(raw: RawRow, asked: Sequence[Asked], wrong: list[Wrong]) -> dict[str, Any]:
    """The cells of a row as answers that the form takes; empty ones are no answers."""
    found: dict[str, Any] = {}
    for one in asked:
        cell = raw.cells.get(one.key, "")
        if cell is None or cell == "" or not str(cell).strip():
            continue
        question = one.part or one.question
        kind = question.kind
        if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= _EXACT:
            wrong.append(said(raw.row, one.title, "digits"))
            continue
        value = _value(kind, cell, question.labels)
        if value is None:
            wrong.append(said(raw.row, one.title, "day"))
        elif one.part is None:
            found[one.key] = value
        else:
            found.setdefault(one.question.name, {})[one.part.name] = value
    return found


def _value(kind: str, cell: Any, labels: Mapping[str, Mapping[str, str]]) -> Any:
    """One cell by the kind of its question; None for a date that cannot be read."""
    if kind == "date":
        found = day(cell)
        return found.isoformat() if found else None
    if kind in ("integer", "number", "boolean") and not isinstance(cell, str):
        return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    if kind == "time" and isinstance(cell, dt.time | dt.datetime):
        return f"{cell:%H:%M}"
    text = str(cell).strip() if isinstance(cell, str) else one_line(cell)
    if kind == "phone" and not isinstance(cell, str) and not text.startswith("62"):
        return f"0{text}"  # Excel drops the zero with which a number begins
    if kind == "choices":
        return [_chosen(part.strip(), labels) for part in text.split(";") if part.strip()]
    return _chosen(text, labels) if kind in _CHOSEN_FROM else text


def _chosen(text: str, labels: Mapping[str, Mapping[str, str]]) -> str:
    """A choice by its value or by its label in either language."""
    for value, label in labels.items():
        if text.casefold() in {value.casefold(), *(one.casefold() for one in label.values())}:
            return value
    return text
