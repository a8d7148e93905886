"""FEEL in a BPMN file, compiled at its place."""

from typing import Any

from pendopo.core import feel
from pendopo.core.markup import Findings


def formula(
    findings: Findings, element: Any, text: str, known: frozenset[str]
) -> feel.Expression | None:
    """The expression in `text` (a leading "=" is dropped), or None after noting what is wrong."""
    language = element.get("language") or element.get("expressionLanguage") or ""
    if text.lstrip().startswith(("${", "#{")):
        findings.problem(
            element,
            "language",
            f"Rumus {short(text)} ditulis untuk mesin lain (JUEL); tulislah sebagai FEEL.",
            f"The expression {short(text)} is JUEL; write it in FEEL.",
        )
        return None
    if language and "feel" not in language.lower():
        findings.problem(
            element,
            "language",
            f"Bahasa rumus {language} tidak didukung; gunakan FEEL.",
            f"The expression language {language} is not supported; use FEEL.",
        )
        return None
    body = text.strip().removeprefix("=").strip()
    try:
        return feel.expression(body, known=known)
    except feel.FeelError as error:
        findings.problem(
            element,
            "feel",
            f"{error.message} Rumus: {short(body)} (kolom {error.column}).",
            f"{error.english} Expression: {short(body)} (column {error.column}).",
            (element.sourceline or 0) + error.line - 1,
        )
        return None


def short(text: str) -> str:
    """One line of at most 60 characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"
