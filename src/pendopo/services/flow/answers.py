"""Answers to the application and to tasks: checked, then split into clear and personal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pendopo.core.forms import FieldError
from pendopo.services.compiled import Compiled, TaskDef
from pendopo.services.flow.move import Answers, Item
from pendopo.services.problems import Refused

ITEMS = "items"
MOST_ITEMS = 100
LONGEST_REASON = 2000


def check_application(
    compiled: Compiled, answers: object, applicant: Mapping[str, object], today: date
) -> Answers:
    """The whole application by the rules of `today`. Raises `Refused("answers")`."""
    names = compiled.form_names(answers, applicant, today)
    checked = compiled.form.check(answers, names=names)
    if checked.errors:
        raise refused(checked.errors)
    clear, personal = compiled.form.split(checked.clean)
    return Answers(clear, personal)


def check_task(
    compiled: Compiled, task: TaskDef, outcome: str, answers: Mapping[str, object]
) -> Answers:
    """The answers of an officer or applicant to one task. Raises `Refused("answers")`."""
    chosen = task.outcomes[outcome]
    items = _items(compiled, answers.get(ITEMS)) if chosen.itemised else ()
    rest = {name: value for name, value in answers.items() if name != ITEMS}
    if task.form is None:
        if rest:
            raise refused([_error(name, "unknown") for name in rest])
        return Answers(items=items)
    checked = task.form.check(rest)
    known = {error.field for error in checked.errors}
    missing = [
        _error(name, "missing")
        for name in chosen.requires
        if name not in checked.clean and name not in known
    ]
    if checked.errors or missing:
        raise refused([*checked.errors, *missing])
    clear, personal = task.form.split(checked.clean)
    return Answers(clear, personal, items)


def check_message(
    compiled: Compiled, message: str, data: Mapping[str, object]
) -> dict[str, object]:
    """What a message brings, by its form. Raises `Refused("answers")`."""
    form = compiled.message_forms.get(message)
    if form is None:
        if data:
            raise refused([_error(name, "unknown") for name in data])
        return {}
    checked = form.check(data)
    if checked.errors:
        raise refused(checked.errors)
    return dict(checked.clean)


def brought(compiled: Compiled, message: str, values: Mapping[str, object]) -> dict[str, object]:
    """Of what another case sends, that for which the message's form asks."""
    form = compiled.message_forms.get(message)
    return {k: v for k, v in values.items() if form is not None and k in form.questions}


def refused(errors: list[FieldError] | tuple[FieldError, ...]) -> Refused:
    """Answers that must be mended; `fields` says which and how."""
    return Refused(
        "answers",
        "Ada isian yang perlu diperbaiki.",
        "Some answers need to be mended.",
        tuple(errors),
    )


def _items(compiled: Compiled, given: object) -> tuple[Item, ...]:
    if not isinstance(given, list) or not 0 < len(given) <= MOST_ITEMS:
        raise refused([_error(ITEMS, "missing")])
    items = []
    for one in given:
        field = one.get("field", "") if isinstance(one, Mapping) else None
        reason = one.get("reason") if isinstance(one, Mapping) else None
        if not isinstance(field, str) or (field and field not in compiled.form.questions):
            raise refused([_error(ITEMS, "unknown")])
        if not isinstance(reason, str) or not 0 < len(reason.strip()) <= LONGEST_REASON:
            raise refused([_error(f"{ITEMS}.{field}", "missing")])
        items.append(Item(field, reason.strip()))
    return tuple(items)


_SENTENCES = {
    "missing": {
        "id": "Isi bagian ini untuk pilihan tersebut.",
        "en": "Fill in this part for that choice.",
    },
    "unknown": {
        "id": "Isian ini tidak dikenal.",
        "en": "This answer is not known.",
    },
}


def _error(field: str, rule: str) -> FieldError:
    return FieldError(field, rule, _SENTENCES[rule])
