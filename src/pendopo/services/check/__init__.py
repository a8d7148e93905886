"""Finds every defect of a package, with file, line and rule."""

from __future__ import annotations

from pendopo.services.check import (
    dated,
    elements,
    expressions,
    fees,
    formulas,
    handover,
    joining,
    lanes,
    letters,
    messages,
    reporting,
    tables,
    tasks,
    visibility,
    words,
)
from pendopo.services.draft import Draft

_RULES = (
    lanes.check,
    tasks.check,
    elements.check,
    expressions.check,
    tables.check,
    dated.check,
    fees.check,
    formulas.check,
    handover.check,
    joining.check,
    letters.check,
    messages.check,
    reporting.check,
    visibility.check,
    words.check,
)


def parts(draft: Draft) -> None:
    """What the parts say about each other. Notes defects in the draft; plays no stories."""
    if draft.service is None or draft.graph is None:
        return
    for rule in _RULES:
        rule(draft, draft.service, draft.graph)
