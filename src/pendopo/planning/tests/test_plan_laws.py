"""What must hold for every plan and every figure, not only for those we thought of."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.planning.evaluation.rows import FIGURES, Measured
from pendopo.planning.evaluation.score import score
from pendopo.planning.tables import Figure
from pendopo.planning.tables.text import read_text
from pendopo.planning.tests import pure as planning
from pendopo.planning.tests.tables import DAY, PLAN

MONEY = st.integers(min_value=0, max_value=10**13)
TREE = st.lists(
    st.lists(st.lists(MONEY, min_size=1, max_size=4), min_size=1, max_size=3),
    min_size=1, max_size=3,
)  # fmt: skip


def rows_of(tree: list[list[list[int]]], wrong: int = 0) -> list[str]:
    """A sound tree of that money; `wrong` is added to the first activity's and programme's own."""
    rows = []
    for at, activities in enumerate(tree, 1):
        one = f"1.01.{at:02d}"
        total = sum(map(sum, activities)) + (wrong if at == 1 else 0)
        rows.append(f"program,{one},P,A,A,,I,1,u,{total}")
        for place, subs in enumerate(activities, 1):
            two = f"{one}.2.{place:02d}"
            own = sum(subs) + (wrong if at == place == 1 else 0)
            rows.append(f"kegiatan,{two},K,A,A,{one},I,1,u,{own}")
            rows += [
                f"subkegiatan,{two}.{number:04d},S,A,A,{two},I,1,u,{money}"
                for number, money in enumerate(subs, 1)
            ]
    return rows


def found(rows: list[str]) -> list[tuple[object, ...]]:
    report = planning.check(read_text("\n".join([PLAN, *rows]).encode()))
    return [(one.rule, one.code, one.expected, one.found) for one in report.findings]


@given(TREE)
def test_what_adds_up_has_no_finding(tree: list[list[list[int]]]) -> None:
    assert found(rows_of(tree)) == []


@given(TREE, st.integers(min_value=1, max_value=10**12))
def test_every_rupiah_that_is_off_is_told_where_it_is(
    tree: list[list[list[int]]], wrong: int
) -> None:
    """One activity differs from its sub-activities; its programme still agrees with it."""
    below = sum(tree[0][0])
    assert found(rows_of(tree, wrong)) == [
        ("rollup", "1.01.01.2.01", Decimal(below), Decimal(below + wrong))
    ]


@given(TREE, st.integers(min_value=0, max_value=99), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    tree: list[list[list[int]]], wrong: int, chance: random.Random
) -> None:
    rows = rows_of(tree, wrong)
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert sorted(map(repr, found(rows))) == sorted(map(repr, found(shuffled)))


def test_a_regencys_tree_with_dozens_of_defects() -> None:
    """280 programmes, 680 activities, 1,460 sub-activities of 40 agencies with the same codes;
    sums that are off, exactly doubled, or have nothing below: every one is told, nothing else."""
    chance = random.Random(35_11)
    rows: list[str] = []
    wanted: set[tuple[str, str, str]] = set()
    for agency in range(40):
        skpd = f"1.02.0.00.0.00.{agency + 1:02d}.0000"
        for programme in range(7):
            one, activities = f"1.02.{programme + 1:02d}", []
            for activity in range(chance.choice((2, 2, 3, 3))):
                two = f"{one}.2.{activity + 1:02d}"
                subs = [chance.randrange(1, 10**10) for _ in range(chance.choice((1, 2, 3)))]
                own, defect = sum(subs), chance.random()
                if defect < 0.03:
                    own *= 2
                elif defect < 0.06:
                    own += chance.choice((-1, 1, 1_000))
                elif defect < 0.09:
                    subs = []
                if own != sum(subs):
                    wanted.add((skpd, "kegiatan", two))
                activities.append(own)
                rows.append(f'kegiatan,{two},K,{skpd},A,{one},I,"966,7",u,{own}')
                rows += [
                    f'subkegiatan,{two}.{at:02d},S,{skpd},A,{two},I,{at},u,"{money}"'
                    for at, money in enumerate(subs, 1)
                ]
            own = sum(activities)
            if chance.random() < 0.05:
                own += 500_000
                wanted.add((skpd, "program", one))
            rows.append(f"program,{one},P,{skpd},A,,I,90,%,{own}")
        rows.append(f"program,1.02.99,P,{skpd},A,,I,90,%,75000000")  # no activities
        wanted.add((skpd, "program", "1.02.99"))
    chance.shuffle(rows)
    report = planning.check(read_text("\n".join([PLAN, *rows]).encode()))
    assert {one.rule for one in report.findings} == {"rollup"} and len(wanted) > 90
    assert {(one.skpd_code, one.level, one.code) for one in report.findings} == wanted
    assert len(report.findings) == len(wanted)


POSITIVE = st.decimals(min_value="0.01", max_value=10**9, places=2)
REALISED = st.decimals(min_value=0, max_value=10**9, places=2)


def scored(direction: str, target: Decimal, quarter: Decimal, how: str) -> planning.Result:
    values = {"target_5yr": target, "target_year": target, "q1": quarter,
              "realised_to_previous": Decimal()}  # fmt: skip
    row = Measured(
        row=1, code="1", level="", name="", agency="", indicator="", unit="", accumulation=how,
        direction=direction, said=dict.fromkeys(FIGURES, ""),
        figures={name: Figure(values.get(name)) for name in FIGURES},
    )  # fmt: skip
    result = score(row, on=DAY)
    assert isinstance(result, planning.Result)
    return result


@given(POSITIVE, REALISED, REALISED, st.sampled_from(["absolut", "non absolut"]))
@settings(max_examples=60)
def test_more_is_better_where_it_rises_and_worse_where_it_falls(
    target: Decimal, one: Decimal, two: Decimal, how: str
) -> None:
    less, more = sorted((one, two))
    up = [scored("naik", target, value, how).achievement_year for value in (less, more)]
    down = [scored("turun", target, value, how).achievement_year for value in (less, more)]
    assert up == sorted(up) and down == sorted(down, reverse=True)
    assert (less == more) == (up[0] == up[1]) == (down[0] == down[1])


@given(POSITIVE, REALISED)
@settings(max_examples=60)
def test_rising_and_falling_meet_at_the_target(target: Decimal, realised: Decimal) -> None:
    """R/T and (2T-R)/T are mirrored in 100 %, and both are the exact fraction."""
    up = scored("naik", target, realised, "absolut").achievement_year
    down = scored("turun", target, realised, "absolut").achievement_year
    exact = 100 * Fraction(realised) / Fraction(target)
    assert abs(Fraction(up) - exact) < Fraction(1, 10**50)
    assert abs(Fraction(up) + Fraction(down) - 200) < Fraction(1, 10**50)
    bands = planning.BANDS[-1].bands
    true = next(one.label for one in bands if one.least is None or exact >= Fraction(one.least))
    assert planning.predicate(up, on=DAY) == true


@given(st.binary(max_size=400))
@settings(max_examples=150)
def test_any_bytes_are_read_or_refused_with_a_sentence(content: bytes) -> None:
    for read in (b"", PLAN.encode() + b"\n"):
        try:
            planning.check(read_text(read + content))
        except planning.Unreadable as no:
            assert no.text["id"].endswith(".") and no.text["en"].endswith(".")
