"""Numbers as people type them into a form, in Indonesian or plain spelling."""

from __future__ import annotations

from decimal import Decimal

from pendopo.planning.refusals import Refused
from pendopo.planning.tables import figure, settle


def number(text: str | Decimal | int | None, *, money: bool = False) -> Decimal | None:
    """ "1.250,5" is 1250.5, "Rp 1.250.000" is 1250000; None for nothing.

    Raises `Refused("number_wrong")` also for NaN, 1e400 and for what can be read in two ways:
    "1.234" that is no money.
    """
    if text is None or isinstance(text, Decimal | int):
        value = Decimal(text) if text is not None else None
        if value is not None and (not value.is_finite() or abs(value) >= Decimal(10) ** 18):
            raise Refused("number_wrong", value=str(text)[:40])
        return value
    if not text.strip():
        return None
    found = figure(text, settle([text], delimiter=";", whole=money))
    if found.value is None or found.wrong:
        raise Refused("number_wrong", value=text.strip()[:40])
    return found.value
