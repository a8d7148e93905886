"""The formula against the ways in which a league table has been gamed, and its invariants."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.voice.dated import REPUTATION
from pendopo.voice.reputation import Row, Standing, compute
from pendopo.voice.reputation.rows import OUTCOMES

RANKED_FROM, SHOWN_FROM = REPUTATION.ranked_from, REPUTATION.shown_from


def many(n: int, agency: str, outcome: str, *, start: int = 0, **more: object) -> list[Row]:
    values: dict[str, object] = {"topic": "PJU", "district": "A", "on_time": True} | more
    return [
        Row(number=f"{agency}-{outcome}-{start + at}", agency=agency, outcome=outcome, **values)  # type: ignore[arg-type]  # a table of values
        for at in range(n)
    ]


def standing(rows: list[Row], name: str) -> Standing:
    return next(one for one in compute(rows=rows).agency if one.name == name)


HONEST = [
    *many(120, "Jujur", "confirmed", on_time=True),
    *many(40, "Jujur", "confirmed", on_time=False, start=500),
    *many(30, "Jujur", "unconfirmed"),
    *many(10, "Jujur", "reopened", reopen_count=1),
]


def test_closing_everything_green_with_old_photos_does_not_win() -> None:
    """Jakarta 2016: reports were closed in time with fake or old photos."""
    green = [
        *many(150, "Hijau", "closed_without_fix", flags=("old_photo",)),
        *many(50, "Hijau", "confirmed", flags=("same_photo",)),
        *many(100, "Hijau", "unconfirmed"),
    ]
    gamed, honest = standing([*HONEST, *green], "Hijau"), standing([*HONEST, *green], "Jujur")
    assert gamed.on_time == 1.0 > (honest.on_time or 0)
    assert (honest.rank, gamed.rank) == (1, 2)
    assert gamed.score == 0.0


def test_quantity_does_not_win() -> None:
    """A ward topped a ranking by closing reports unfixed, because only the count was scored."""
    busy = [
        *many(1900, "Banyak", "closed_without_fix"),
        *many(100, "Banyak", "confirmed"),
        *many(3000, "Banyak", "unconfirmed"),
    ]
    rows = [*HONEST, *busy]
    assert (standing(rows, "Jujur").rank, standing(rows, "Banyak").rank) == (1, 2)


def test_one_report_closed_in_four_minutes_is_too_few_to_rank() -> None:
    alone = [*HONEST, *many(1, "Kilat", "confirmed", rating=5)]
    quick = standing(alone, "Kilat")
    assert (quick.rank, quick.score, quick.state) == (None, None, "suppressed")
    assert standing(alone, "Jujur").rank == 1
    several = [*HONEST, *many(RANKED_FROM - 1, "Kilat", "confirmed")]
    assert standing(several, "Kilat").state == "too_few"
    assert standing(several, "Jujur").rank == 1


def test_silence_is_not_satisfaction() -> None:
    silent = [*HONEST, *many(200, "Sunyi", "unconfirmed", rating=None)]
    found = standing(silent, "Sunyi")
    assert found.fixed == 0.0 and found.unconfirmed == 1.0 and found.score == 0.0


def test_hard_topics_are_allowed_for() -> None:
    """Two agencies equally good topic by topic; one has the hard topic more often."""

    def at(agency: str, topic: str, good: int, bad: int) -> list[Row]:
        return [
            *many(good, agency, "confirmed", topic=topic, start=len(topic)),
            *many(bad, agency, "unconfirmed", topic=topic, start=len(topic)),
        ]

    def renamed(rows: list[Row]) -> list[Row]:
        return [replace(one, number=f"{at}") for at, one in enumerate(rows)]

    rows = renamed(
        [
            *at("Mudah", "lampu", 160, 40), *at("Mudah", "banjir", 8, 32),
            *at("Sulit", "lampu", 32, 8), *at("Sulit", "banjir", 40, 160),
        ]
    )  # fmt: skip
    easy, hard = standing(rows, "Mudah"), standing(rows, "Sulit")
    assert (easy.fixed or 0) > 2 * (hard.fixed or 1) * 0.9
    assert (easy.difficulty or 0) < 1 < (hard.difficulty or 0)
    assert abs((easy.score or 0) - (hard.score or 0)) < 0.4 * (
        100 * ((easy.fixed_low or 0) - (hard.fixed_low or 0))
    )


def test_small_cells_are_hidden_and_hide_nobody_else() -> None:
    rows = [*HONEST, *many(SHOWN_FROM - 1, "Kecil", "confirmed", district="B")]
    assert standing(rows, "Kecil") == Standing("Kecil", "suppressed")
    assert standing(rows, "Jujur").rank == 1
    assert [one.state for one in compute(rows=rows).district] == ["ranked", "suppressed"]
    shown = [*rows, *many(1, "Kecil", "unconfirmed", district="B")]
    assert standing(shown, "Kecil").n == SHOWN_FROM


a_row = st.builds(
    Row,
    number=st.just("x"),
    agency=st.sampled_from(["A", "B", "C"]),
    topic=st.sampled_from(["p", "q", "r"]),
    district=st.sampled_from(["1", "2"]),
    on_time=st.sampled_from([True, False, None]),
    outcome=st.sampled_from(OUTCOMES),
    reopen_count=st.integers(0, 2),
    rating=st.sampled_from([None, 1, 3, 5]),
    flags=st.sampled_from([(), ("old_photo",)]),
)


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(a_row, min_size=30, max_size=120),
    times=st.integers(1, 8),
    topic=st.sampled_from(["p", "q", "r", "new"]),
    on_time=st.booleans(),
)
def test_an_unconfirmed_closure_never_raises_the_score(
    rows: list[Row], times: int, topic: str, on_time: bool
) -> None:
    rows = [*rows, *many(RANKED_FROM, "A", "confirmed", topic="p")]
    more = many(times, "A", "unconfirmed", topic=topic, on_time=on_time)
    before, after = standing(rows, "A"), standing([*rows, *more], "A")
    assert before.score is not None and after.score is not None
    assert after.score <= before.score + 1e-6


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(a_row, max_size=90), seed=st.integers(0, 99))
def test_the_order_of_rows_changes_nothing(rows: list[Row], seed: int) -> None:
    shuffled = rows[:]
    Random(seed).shuffle(shuffled)
    assert compute(rows=rows) == compute(rows=shuffled)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(a_row, max_size=100))
def test_figures_stay_in_bounds_and_few_are_never_ranked(rows: list[Row]) -> None:
    table = compute(rows=rows)
    for one in (*table.agency, *table.topic, *table.district):
        assert (one.rank is None) == (one.n is None or one.n < RANKED_FROM)
        assert (one.score is None) == (one.rank is None)
        assert one.score is None or 0 <= one.score <= 100
        for rate in (one.fixed, one.fixed_low, one.on_time, one.reopened, one.unconfirmed):
            assert rate is None or 0 <= rate <= 1
        assert one.rating is None or 1 <= one.rating <= 5
