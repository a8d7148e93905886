"""Until when a product is valid, by the rule of the day it is issued."""

from __future__ import annotations

from datetime import date, datetime

from pendopo.services.compiled import Compiled
from pendopo.services.flow.due import add_months
from pendopo.services.flow.state import CaseState
from pendopo.services.problems import Refused


def valid_until(compiled: Compiled, case: CaseState, *, issued: date) -> date | None:
    """The last day of validity; None when the product has no end, or another
    system says it.

    A period of n years ends on the same calendar day n years later. Raises `Refused("validity")`
    when the package's formula gives no date for this case.
    """
    if not compiled.service.validity:
        return None
    rule = compiled.validity_rule(issued)
    if rule.forever:
        return None
    if rule.amount is not None:
        if rule.unit == "days":
            return date.fromordinal(issued.toordinal() + rule.amount)
        return add_months(issued, rule.amount * (12 if rule.unit == "years" else 1))
    names = {
        **compiled.feel_answers(case.answers),
        "applicant": case.applicant,
        "issued": issued,
        "today": issued,
        "submitted": case.submitted_at.date(),
    }
    value = compiled.expressions[rule.feel].evaluate(names)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    raise Refused(
        "validity",
        "Masa berlaku tidak dapat ditentukan dari isian permohonan.",
        "The validity cannot be determined from the application.",
    )
