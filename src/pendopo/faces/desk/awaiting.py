"""What a case waits for that the officer may tell it: the forms of the messages, on its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from pendopo.casework import api as casework
from pendopo.faces.components.access import actor
from pendopo.faces.components.asked import Asked, Error, asked
from pendopo.faces.components.reading import raw_answers
from pendopo.faces.components.wording import words
from pendopo.services import api as services

NAME = "kabar"


@dataclass(frozen=True, slots=True)
class Card:
    """A message as the page offers it."""

    name: str
    title: str
    step: str
    questions: tuple[Asked, ...]


def cards(
    request: HttpRequest, view: casework.CaseView, errors: tuple[Error, ...] = ()
) -> list[Card]:
    """What the officer may tell the case now. No statement for a service without messages."""
    if not services.version(hash=view.version_hash).service.messages:
        return []
    sent = request.POST if errors else QueryDict()
    said = {error.field: error.text for error in errors}
    found = casework.awaited_messages(case_id=view.id, who=actor(request))
    return [_card(place, one, sent, said) for place, one in enumerate(found)]


def prefix(place: int) -> str:
    """Fields of several messages, and of the other forms of the page, do not meet."""
    return f"{NAME}{place}-"


def typed(one: casework.AwaitedMessage | None, place: int, sent: QueryDict) -> Mapping[str, Any]:
    """The answers as they were typed; what was left empty is not brought."""
    if one is None or one.form is None:
        return {}
    answers = raw_answers(one.form.questions.values(), _own(prefix(place), sent))
    return {name: value for name, value in answers.items() if not _empty(value)}


def _empty(value: object) -> bool:
    if isinstance(value, Mapping):
        return not any(value.values())
    return value in ("", [])


def _own(start: str, sent: QueryDict) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, values in sent.lists():
        if name.startswith(start):
            found.setlist(name.removeprefix(start), values)
    return found


def _card(
    place: int, one: casework.AwaitedMessage, sent: QueryDict, said: Mapping[str, str]
) -> Card:
    questions = list(one.form.questions.values()) if one.form else []
    answers = raw_answers(questions, _own(prefix(place), sent))
    return Card(
        name=one.name,
        title=words(one.title),
        step=one.step,
        questions=tuple(
            asked(
                question,
                answers.get(question.name),
                required=question.required,
                errors=said,
                prefix=prefix(place),
            )
            for question in questions
        ),
    )
