"""Which uploaded files a set of answers names."""

from __future__ import annotations

from collections.abc import Mapping

from pendopo.core.forms.form import Form


def files_in(form: Form, answers: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """(question, file id) for each file that answers a question of the form."""
    found: list[tuple[str, str]] = []
    for name, question in form.questions.items():
        value = answers.get(name)
        if question.kind == "file" and isinstance(value, list):
            found += [(name, str(one)) for one in value]
    return tuple(found)
