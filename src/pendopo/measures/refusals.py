"""Why measures say no: one code, one sentence in each language."""

from __future__ import annotations

from pendopo.core.problem import Problem
from pendopo.core.refusal import Refusal


class Refused(Refusal):
    """A question or a declaration that cannot be followed."""

    def sentences_of(self, code: str) -> tuple[str, str]:
        return SENTENCES[code]


class DefinitionRefused(ValueError):
    """A declaration that `check` finds fault with; `problems` says what."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(one) for one in problems))
        self.problems = problems


SENTENCES: dict[str, tuple[str, str]] = {
    "not_for_you": (
        "Anda tidak berwenang mengatur ukuran.",
        "You are not allowed to change measures.",
    ),
    "measure_unknown": (
        "Ukuran {slug} belum ada.",
        "There is no measure {slug}.",
    ),
    "dimension_unknown": (
        "Ukuran {slug} tidak dirinci menurut {name}; pilih salah satu: {known}.",
        "Measure {slug} is not broken down by {name}; choose one of: {known}.",
    ),
    "page_unknown": (
        "Halaman ini tidak dikenali. Mulailah dari halaman pertama.",
        "This page is not known. Begin with the first one.",
    ),
    "window_empty": (
        "Hari terakhir ({until}) mendahului hari pertama ({since}).",
        "The last day ({until}) comes before the first ({since}).",
    ),
    "window_wide": (
        "Rentang ini terlalu panjang: paling lama {years} tahun dan {points} titik.",
        "The window is too wide: at most {years} years and {points} points.",
    ),
}
