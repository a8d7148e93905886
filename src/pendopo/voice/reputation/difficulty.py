"""What could be expected of a unit, given the topics it has to answer.

Indirect standardisation: the rates of everybody else, topic by topic, applied to the unit's own
mixture. Source: N. E. Breslow and N. E. Day, "Statistical Methods in Cancer Research", volume II
(IARC 1987), chapter 2. A unit is compared with the others only: otherwise doing badly would lower
its own measure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pendopo.voice.reputation.rows import Row


@dataclass(frozen=True, slots=True)
class Tally:
    """Reports and successes per topic."""

    reports: Mapping[str, int]
    good: Mapping[str, int]


def tally(rows: Iterable[Row], good: Callable[[Row], bool]) -> Tally:
    reports: Counter[str] = Counter()
    fine: Counter[str] = Counter()
    for row in rows:
        reports[row.topic] += 1
        fine[row.topic] += good(row)
    return Tally(reports, fine)


def factor(*, every: Tally, own: Tally, prior: float, farthest: float) -> float:
    """By how much the unit's rate is raised (hard topics) or lowered (easy ones).

    It is the others' overall rate over the rate they would have with the unit's topics; 1 when
    there are no others, or none of them succeeds. prior: imagined reports with the usual rate added
    to each topic, so that a rare one proves little. Between 1/farthest and farthest.
    """
    n = sum(own.reports.values())
    others = sum(every.reports.values()) - n
    successes = sum(every.good.values()) - sum(own.good.values())
    if not n or not others or not successes:
        return 1.0
    usual = successes / others
    expected = 0.0
    for topic in sorted(own.reports):
        reports = every.reports[topic] - own.reports[topic]
        good = every.good[topic] - own.good[topic]
        expected += own.reports[topic] * (good + prior * usual) / (reports + prior)
    return min(farthest, max(1 / farthest, usual * n / expected))
