"""Which limit holds: dated rules, of which some hold only for cases of a kind (`when`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from pendopo.core.feel import Expression
from pendopo.services.dated import in_force
from pendopo.services.schema import DatedLimit

Names = Callable[[], Mapping[str, object]]


def default(rules: Sequence[DatedLimit], on: date) -> DatedLimit:
    """The limit of the day `on` of a case of which nothing is known."""
    return in_force([one for one in rules if not one.when], on)


def chosen(
    rules: Sequence[DatedLimit], on: date, names: Names, formulas: Mapping[str, Expression]
) -> DatedLimit:
    """The limit of the day `on` for a case of which `names` are known.

    Rules with the same condition are one dated series, so that a new value for one kind of case
    leaves the others alone. The first series, in the order of the file, that has begun and whose
    condition holds gives the limit; else the series without a condition. A condition that reads
    what is not known yet does not hold.
    """
    if not any(rule.when for rule in rules):
        return in_force(rules, on)
    asked: list[str] = []
    known: Mapping[str, object] | None = None
    for rule in rules:
        if not rule.when or rule.when in asked:
            continue
        asked.append(rule.when)
        series = [one for one in rules if one.when == rule.when and one.since <= on]
        if not series:
            continue
        known = names() if known is None else known
        if formulas[rule.when].evaluate(known) is True:
            return in_force(series, on)
    return default(rules, on)
