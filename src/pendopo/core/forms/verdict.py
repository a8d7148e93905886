"""Errors of the answers found on a walk, in the order of the pages."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pendopo.core.forms import messages
from pendopo.core.forms.mask import mask
from pendopo.core.forms.property import MAX_LENGTH
from pendopo.core.forms.question import Checked, FieldError, Question
from pendopo.core.forms.walk import Walk

if TYPE_CHECKING:
    from pendopo.core.forms.form import Form

_SHOWN: Final = 80
_PLAIN: Final = 10**30


def judge(form: Form, found: Walk, asked: Iterable[str]) -> Checked:
    """The clean values and the errors of the questions `asked`."""
    names = list(asked)
    errors: dict[str, FieldError] = {}
    for name in names:
        question = form.questions[name]
        if name in found.unfit:
            limit = question.schema.get("maxLength", MAX_LENGTH)
            if found.unfit[name] == "maxItems":
                limit = question.schema.get("maxItems", 200)
            shown = _shown(question, found.raw.get(name))
            errors[name] = _error(name, question, found.unfit[name], limit, shown)
        elif name in found.values:
            for part in _missing_parts(question, found.values[name]):
                field = f"{name}.{part.name}"
                errors[field] = FieldError(field, "missing", messages.sentence(part, "missing"))
        elif found.required(name):
            errors[name] = FieldError(name, "missing", messages.sentence(question, "missing"))
    _schema_errors(form, {n: found.values[n] for n in names if n in found.values}, errors)
    _alternatives(form, found, set(names), errors)
    wrong = {field.partition(".")[0] for field in errors}
    ordered = sorted(errors.values(), key=lambda e: names.index(e.field.partition(".")[0]))
    return Checked(
        clean={n: found.values[n] for n in names if n in found.values and n not in wrong},
        errors=(*ordered, *map(_unknown, found.unknown)),
    )


def _schema_errors(form: Form, values: dict[str, object], errors: dict[str, FieldError]) -> None:
    for broken in form.compiled.iter_errors(values):
        path = [str(step) for step in broken.instance_path]
        field, value = path[0], values[path[0]]
        asked = question = form.questions[field]
        if question.parts and isinstance(value, dict) and len(path) > 1:
            asked = next(part for part in question.parts if part.name == path[1])
            field, value = f"{path[0]}.{path[1]}", value[path[1]]
        if field not in errors:
            limit = getattr(broken.kind, "value", None)
            shown = _shown(question, value)
            errors[field] = _error(field, asked, broken.kind.name, limit, shown)


def _alternatives(form: Form, found: Walk, asked: set[str], errors: dict[str, FieldError]) -> None:
    for groups in found.unmet(form.alternatives):
        everyone = {name for group in groups for name in group}
        first = groups[0][0]
        if everyone <= asked and first not in errors:
            questions = [[form.questions[name] for name in group] for group in groups]
            errors[first] = FieldError(first, "alternatives", messages.one_of(questions))


def _missing_parts(question: Question, value: object) -> list[Question]:
    if not question.parts or not isinstance(value, dict):
        return []
    return [part for part in question.parts if part.required and part.name not in value]


def _error(
    field: str, question: Question, rule: str, limit: object, shown: str | None
) -> FieldError:
    return FieldError(field, rule, messages.sentence(question, rule, limit), shown)


def _shown(question: Question, value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    if isinstance(value, int) and not -_PLAIN < value < _PLAIN:  # too long for str()
        return None
    text = "".join(sign for sign in str(value)[:_SHOWN] if sign.isprintable())
    return (mask(text, question.kind) if question.personal else text) or None


def _unknown(key: str) -> FieldError:
    field = "".join(sign for sign in key if sign.isprintable())
    return FieldError(field, "unknown", messages.unknown(field))
