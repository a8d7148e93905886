"""What a letter of a package is given to say: one shape for casework, previews and checks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pendopo.core.clock import plain_date
from pendopo.core.forms import Form, Question
from pendopo.services.compiled import Compiled
from pendopo.services.text import Language

_YES = {"id": ("Tidak", "Ya"), "en": ("No", "Yes")}


def letter_content(
    compiled: Compiled,
    *,
    answers: Mapping[str, object],
    results: Mapping[str, Mapping[str, object]],
    on: date,
    valid_until: date | None = None,
    language: Language = "id",
) -> dict[str, Any]:
    """`data.content` of a letter: JSON values only.

    answers: the application, personal ones too; results: element -> answers of its last
    completion (with `hasil`). Gives `answers`, `results` as they are; `shown`: answers in words;
    `legal_basis`: the regulations in force on `on`; `valid_until`: in words, "" without end.
    """
    return {
        "answers": dict(answers),
        "shown": shown(compiled.form, answers, language),
        "results": {element: dict(result) for element, result in results.items()},
        "legal_basis": [f"{law.article} {law.regulation}".strip() for law in compiled.laws(on)],
        "valid_until": validity_words(valid_until, language),
        "service": compiled.service.title.within(language),
    }


def validity_words(until: date | None, language: Language = "id") -> str:
    """The last day as a letter prints it, "" without end."""
    return plain_date(until, language) if until else ""


def shown(form: Form, answers: Mapping[str, object], language: Language) -> dict[str, str]:
    """Answers as people read them; documents and unanswered questions are left out."""
    found: dict[str, str] = {}
    for name, question in form.questions.items():
        value = answers.get(name)
        if value is not None and question.kind != "file":
            found[name] = _words(question, value, language)
    return found


def _words(question: Question, value: object, language: Language) -> str:
    if isinstance(value, bool):
        return _YES[language][value]
    if question.kind == "choice":
        return str(question.labels.get(str(value), {}).get(language, value))
    if isinstance(value, list | tuple):
        return ", ".join(str(question.labels.get(str(one), {}).get(language, one)) for one in value)
    if question.kind == "date":
        return plain_date(date.fromisoformat(str(value)), language)
    if isinstance(value, Mapping):
        parts = [value.get(part.name) for part in question.parts]
        return ", ".join(str(one) for one in parts if one)
    return str(value)


def sample_content(compiled: Compiled, on: date) -> dict[str, Any]:
    """Content made of placeholders, to see whether a letter can be printed at all."""
    answers: dict[str, object] = {}
    for name, question in compiled.form.questions.items():
        answers[name] = _sample(question, on)
    results = {
        element: dict.fromkeys(task.form.questions if task.form else (), "Contoh")
        for element, task in compiled.tasks.items()
    }
    return letter_content(compiled, answers=answers, results=results, on=on, valid_until=on)


def _sample(question: Question, on: date) -> object:
    if question.kind == "date":
        return on.isoformat()
    if question.kind == "choice":
        return next(iter(question.labels))
    if question.kind == "address":
        return {part.name: "Contoh" for part in question.parts}
    if question.kind in ("integer", "number"):
        return 1
    return True if question.kind == "boolean" else "Contoh"
