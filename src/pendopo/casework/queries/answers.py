"""Answers of a form as people read them, masked where they are personal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pendopo.casework.values import Answer
from pendopo.core.clock import words
from pendopo.core.forms import Form, Question
from pendopo.services import api as services

Text = services.Text
BIRTH = "applicant.birth_date"
HIDDEN = Text(id="(tertutup)", en="(closed)")
FOR_OTHERS = Text(id="(hanya untuk instansi tertentu)", en="(for certain agencies only)")


def shown(
    form: Form,
    clear: Mapping[str, Any],
    personal: Mapping[str, Any] | None,
    names: Mapping[str, Any],
    *,
    unsealed: bool,
    closed: frozenset[str] = frozenset(),
) -> tuple[Answer, ...]:
    """The visible questions in order with their answers.

    `personal` None: nothing was opened, so not even a masked value is known. `unsealed`: show
    personal values whole; otherwise masked. `closed`: questions whose documents are not for the
    viewer's agency.
    """
    whole = {**clear, **(personal or {})}
    return tuple(
        _for_others(question)
        if question.name in closed
        else _answer(form, question, whole.get(question.name), personal is not None, unsealed)
        for question in form.visible_questions(whole, names)
        if question.name in whole or question.personal
    )


def _for_others(question: Question) -> Answer:
    return Answer(
        name=question.name,
        label=Text(**question.title),
        value=None,
        display=FOR_OTHERS,
        personal=False,  # nothing here could be opened for a purpose
        kind="text",
    )


def _answer(form: Form, question: Question, value: Any, opened: bool, unsealed: bool) -> Answer:
    closed = bool(question.personal) and not unsealed
    if closed and not opened:
        display = HIDDEN
    elif closed and question.kind != "file":
        masked = str(form.masked(question.name, value))
        display = Text(id=masked, en=masked)
    else:
        display = _display(question, value)
    return Answer(
        name=question.name,
        label=Text(**question.title),
        value=None if closed and question.kind != "file" else value,
        display=display,
        personal=bool(question.personal),
        kind=question.kind,
    )


def _display(question: Question, value: Any) -> Text:
    if value in (None, "", []):
        return Text(id="–", en="–")
    if question.labels:
        chosen = value if isinstance(value, list) else [value]
        labels = [question.labels.get(one, {"id": str(one), "en": str(one)}) for one in chosen]
        return Text(
            id=", ".join(one["id"] for one in labels), en=", ".join(one["en"] for one in labels)
        )
    if question.kind == "boolean":
        return Text(id="Ya", en="Yes") if value else Text(id="Tidak", en="No")
    if question.kind == "date":
        day = dt.date.fromisoformat(str(value))
        if question.prefill == BIRTH:  # nobody asks on which day of the week
            return Text(id=words.plain_date(day, "id"), en=words.plain_date(day, "en"))
        return Text(id=words.long_date(day, "id"), en=words.long_date(day, "en"))
    if question.kind == "file":
        count = len(value)
        return Text(id=f"{count} berkas", en=f"{count} file{'s' if count > 1 else ''}")
    if isinstance(value, Mapping):
        line = ", ".join(str(part) for part in value.values() if part)
        return Text(id=line, en=line)
    return Text(id=str(value), en=str(value))
