"""A question as the page shows it: label, hint, what was answered, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from pendopo.core.forms import FieldError, FileRule, Form, Question
from pendopo.faces.components.reading import field_id
from pendopo.faces.components.wording import language, words

_FEW = 7  # radios up to so many choices, a list box beyond
_AUTOCOMPLETE = {
    "applicant.name": "name",
    "applicant.phone": "tel",
    "applicant.email": "email",
    "applicant.address": "street-address",
    "applicant.birth_date": "bday",
}
_NAMES = {
    "application/pdf": "PDF",
    "image/jpeg": "JPG",
    "image/png": "PNG",
    "image/webp": "WebP",
}


@dataclass(frozen=True, slots=True)
class Error:
    """One line of the summary; `field` is the id it leads to, `label` what the field is called."""

    field: str
    text: str
    label: str = ""

    @property
    def line(self) -> str:
        """The summary's words: what stands beside the field too, after the field's name where the
        sentence does not say it."""
        if not self.label or self.label.rstrip("?!.").lower() in self.text.lower():
            return self.text
        return f"{self.label}{'' if self.label[-1] in '?!.' else ':'} {self.text}"


@dataclass(frozen=True, slots=True)
class Asked:
    """`widget` names the macro in macros/questions.html."""

    name: str
    widget: str
    label: str
    hint: str
    value: Any
    optional: bool
    error: str = ""
    items: tuple[Mapping[str, str], ...] = ()
    parts: tuple[Asked, ...] = ()
    files: tuple[Any, ...] = ()
    autocomplete: str = ""
    max_length: int = 0
    accept: str = ""
    max_mb: int = 10
    multiple: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)


def errors_of(errors: Iterable[FieldError], form: Form | None = None) -> tuple[Error, ...]:
    """The lines of the summary; with `form`, each names its field."""
    questions = form.questions if form else {}
    return tuple(
        Error(field_id(one.field), words(one.message), named(questions, one.field))
        for one in errors
    )


def named(questions: Mapping[str, Question], field: str) -> str:
    """What a field is called: "Desa atau kelurahan" for "alamat.desa"; "" for none of these."""
    name, _dot, line = field.partition(".")
    question = questions.get(name)
    if question is None:
        return ""
    part = next((one for one in question.parts if one.name == line), question)
    return words(part.title)


def asked(
    question: Question,
    value: Any,
    *,
    required: bool,
    errors: Mapping[str, str],
    files: tuple[Any, ...] = (),
    prefix: str = "",
) -> Asked:
    """value: the stored answer, or what was just typed; errors: id -> words."""
    name = prefix + question.name
    rule = question.file
    lines = value if isinstance(value, Mapping) else {}
    return Asked(
        name=name,
        widget=_widget(question),
        label=words(question.title),
        hint=_hint(question),
        value=_shown(question, value),
        optional=not required,
        error=errors.get(name, ""),
        items=tuple({"value": key, "text": words(text)} for key, text in question.labels.items()),
        parts=tuple(
            asked(
                part,
                lines.get(part.name, ""),
                required=part.required,
                errors=errors,
                prefix=f"{name}-",
            )
            for part in question.parts
        ),
        files=files,
        autocomplete=_AUTOCOMPLETE.get(question.prefill or "", ""),
        max_length=_longest(question),
        accept=",".join(rule.accept) if rule else "",
        max_mb=rule.max_mb if rule else 10,
        multiple=bool(rule and rule.max_files > 1),
    )


def _widget(question: Question) -> str:
    if question.kind == "choice":
        return "radios" if len(question.labels) <= _FEW else "select"
    if question.kind == "boolean":
        return "consent" if question.schema.get("const") is True else "yesno"
    if question.kind == "code":
        return "text"
    if question.kind == "text":
        return "textarea" if question.multiline else "text"
    return question.kind


def _hint(question: Question) -> str:
    parts = [words(question.description)]
    if question.examples and question.kind != "date":
        parts.append(_("Contoh: %(example)s") % {"example": question.examples[0]})
    if question.file:
        parts.append(_file_hint(question.file))
    return " ".join(part for part in parts if part)


def _file_hint(rule: FileRule) -> str:
    names = [_NAMES.get(kind, kind.split("/")[-1].upper()) for kind in rule.accept]
    kinds = (
        _("%(some)s atau %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}
        if (len(names) > 1)
        else "".join(names)
    )
    text = _("%(kinds)s, paling besar %(size)s MB.") % {"kinds": kinds, "size": rule.max_mb}
    if rule.max_files > 1:
        text += " " + _("Boleh sampai %(count)s berkas.") % {"count": rule.max_files}
    return text


def _shown(question: Question, value: Any) -> Any:
    if question.kind == "date" and isinstance(value, str):
        year, _dash, rest = value.partition("-")
        month, _dash, day = rest.partition("-")
        return {"day": day.lstrip("0"), "month": month.lstrip("0"), "year": year}
    if question.kind == "boolean" and isinstance(value, bool):
        return "true" if value else "false"
    if question.kind == "choices":
        return value if isinstance(value, list) else []
    if question.kind == "number" and value is not None and not isinstance(value, str):
        return str(value).replace(".", ",") if language() == "id" else str(value)
    return "" if value is None else value


def _longest(question: Question) -> int:
    longest = question.schema.get("maxLength", 0)
    return longest if question.multiline and isinstance(longest, int) else 0
