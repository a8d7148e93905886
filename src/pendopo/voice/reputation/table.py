"""The published table: rates with lower bounds, a score, a rank where there is enough to rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from pendopo.voice.dated import REPUTATION, ReputationValues
from pendopo.voice.reputation.difficulty import Tally, factor, tally
from pendopo.voice.reputation.rows import Row
from pendopo.voice.reputation.wilson import of_scores, wilson

FORMULA = "2"
"""Changes whenever the same export with the same figures would give another table. It holds no
totals of outcomes, so a hidden cell cannot be had by subtracting the others from a total."""
DIGITS = 6

Dimension = Literal["agency", "topic", "district"]
Good = Callable[[Row], bool]
State = Literal["ranked", "too_few", "suppressed"]


@dataclass(frozen=True, slots=True)
class Standing:
    """One line. Rates are in 0..1, `low` bounds are Wilson's; None: not shown or nothing to say.

    n: reports that have come due (answered, or past their deadline); fixed: confirmed by the
    reporter without a mark of doubt, of n; on_time: of n; reopened: of those answered;
    unconfirmed: the reporter kept silent, of n; rating: shrunk mean (1..5) of `ratings`, with the
    interval of the plain mean (`wilson.of_scores`); difficulty: factor of the fixed bound; score:
    0..100.
    """

    name: str
    state: State
    n: int | None = None
    fixed: float | None = None
    fixed_low: float | None = None
    fixed_high: float | None = None
    on_time: float | None = None
    on_time_low: float | None = None
    on_time_high: float | None = None
    answered: int | None = None
    reopened: float | None = None
    reopened_low: float | None = None
    reopened_high: float | None = None
    unconfirmed: float | None = None
    rating: float | None = None
    rating_low: float | None = None
    rating_high: float | None = None
    ratings: int | None = None
    difficulty: float | None = None
    score: float | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """n: all reports of the export; due: those that count."""

    formula: str
    n: int
    due: int
    agency: tuple[Standing, ...]
    topic: tuple[Standing, ...]
    district: tuple[Standing, ...]

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def compute(*, rows: Sequence[Row], values: ReputationValues = REPUTATION) -> Table:
    """The table of an export by these figures; the order of its rows changes nothing."""
    due = [row for row in rows if counts(row)]
    given = [row.rating for row in due if row.rating is not None]
    usual = sum(given) / len(given) if given else None
    return Table(
        formula=FORMULA,
        n=len(rows),
        due=len(due),
        agency=_dimension(due, lambda row: row.agency, usual, values, adjusted=True),
        topic=_dimension(due, lambda row: row.topic, usual, values, adjusted=False),
        district=_dimension(due, lambda row: row.district, usual, values, adjusted=True),
    )


def counts(row: Row) -> bool:
    """Whether a report has come due: answered once, or open past its deadline."""
    return row.finished or row.on_time is False


def _fixed(row: Row) -> bool:
    return row.confirmed


def _prompt(row: Row) -> bool:
    """Confirmed, in time, and at the first attempt: speed alone is worth nothing."""
    return row.confirmed and row.on_time is True and not row.reopened


def _dimension(
    due: Sequence[Row],
    name: Callable[[Row], str],
    usual: float | None,
    values: ReputationValues,
    *,
    adjusted: bool,
) -> tuple[Standing, ...]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in due:
        if name(row):
            groups[name(row)].append(row)
    every = [row for members in groups.values() for row in members]
    measured: tuple[Good, ...] = (_fixed, _prompt) if adjusted else ()
    whole: dict[Good, Tally] = {good: tally(every, good) for good in measured}
    lines = [
        Standing(one, "suppressed")
        if len(groups[one]) < values.shown_from
        else _standing(one, groups[one], whole, usual, values)
        for one in groups
    ]
    return _ranked(lines)


def _standing(
    name: str,
    rows: Sequence[Row],
    whole: Mapping[Good, Tally],
    usual: float | None,
    values: ReputationValues,
) -> Standing:
    n = len(rows)
    parts = []
    for good in (_fixed, _prompt):
        interval = wilson(successes=sum(map(good, rows)), n=n)
        ease = (
            factor(every=whole[good], own=tally(rows, good), prior=values.topic_prior,
                   farthest=values.farthest)
            if whole
            else 1.0
        )  # fmt: skip
        parts.append((interval, ease))
    (fixed, ease), (prompt, swift) = parts
    punctual = sum(row.on_time is True for row in rows)
    answered = sum(row.finished for row in rows)
    reopened = sum(row.reopened for row in rows)
    on_time, again = wilson(successes=punctual, n=n), wilson(successes=reopened, n=answered)
    ratings = [row.rating for row in rows if row.rating is not None]
    mean = None
    if usual is not None:
        mean = (values.rating_prior * usual + sum(ratings)) / (values.rating_prior + len(ratings))
    stars = of_scores(total=sum(ratings), n=len(ratings)) if ratings else None
    return Standing(
        name=name,
        state="ranked" if n >= values.ranked_from else "too_few",
        n=n,
        fixed=_rounded(sum(map(_fixed, rows)) / n),
        fixed_low=_rounded(fixed[0]),
        fixed_high=_rounded(fixed[1]),
        on_time=_rounded(punctual / n),
        on_time_low=_rounded(on_time[0]),
        on_time_high=_rounded(on_time[1]),
        answered=answered,
        reopened=_rounded(reopened / answered) if answered else None,
        reopened_low=_rounded(again[0]) if answered else None,
        reopened_high=_rounded(again[1]) if answered else None,
        unconfirmed=_rounded(sum(row.outcome == "unconfirmed" for row in rows) / n),
        rating=_rounded(mean) if mean is not None else None,
        rating_low=_rounded(stars[0]) if stars else None,
        rating_high=_rounded(stars[1]) if stars else None,
        ratings=len(ratings),
        difficulty=_rounded(ease),
        score=_rounded(score_of(fixed[0] * ease, prompt[0] * swift, values)),
    )


def score_of(fixed_low: float, prompt_low: float, values: ReputationValues = REPUTATION) -> float:
    """0..100 from the two lower bounds, each already times its difficulty."""
    return 100 * (values.fixed * min(1.0, fixed_low) + values.prompt * min(1.0, prompt_low))


def _rounded(value: float) -> float:
    return round(value, DIGITS)


def _ranked(lines: Iterable[Standing]) -> tuple[Standing, ...]:
    """Ranked units by score, equal scores sharing a rank; then those with too few; then hidden."""
    order = {"ranked": 0, "too_few": 1, "suppressed": 2}
    ordered = sorted(
        lines,
        key=lambda one: (
            order[one.state],
            -(one.score or 0.0) if one.state == "ranked" else 0,
            one.name,
        ),
    )
    found: list[Standing] = []
    for place, one in enumerate(ordered, start=1):
        if one.state != "ranked":
            # A score beside a name is read as a place in a list: without a rank there is none.
            found.append(replace(one, rank=None, score=None))
            continue
        before = found[-1] if found else None
        same = before is not None and before.score == one.score
        found.append(replace(one, rank=before.rank if before and same else place, score=one.score))
    return tuple(found)
