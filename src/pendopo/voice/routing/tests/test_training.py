"""Training on small invented sets: honest folds, the same result whatever the order."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from pendopo.voice.routing import RoutingRefused, suggest, train
from pendopo.voice.routing.folds import deal, lonely
from pendopo.voice.routing.tests.composed import reports
from pendopo.voice.routing.values import Example


def test_it_learns_what_can_be_learnt() -> None:
    model, report = train(rows=reports(200))
    assert report.agency.accuracy.value > 0.95
    assert report.agency.accuracy.low <= report.agency.accuracy.value
    found = suggest(model=model, text="Pak, LAMPUUU jalan padammm!!")
    assert found[0].agency == "Dishub" and found[0].topic == "PJU"
    assert len(found) == 3
    assert [one.confidence for one in found] == sorted(
        (one.confidence for one in found), reverse=True
    )


def test_what_cannot_be_learnt_is_not_pretended() -> None:
    random = Random(3)
    rows = [replace(one, agency=random.choice(["A", "B"]), topic="") for one in reports(300)]
    _, report = train(rows=rows)
    assert report.agency.accuracy.low < 0.5 < report.agency.accuracy.high + 0.1
    assert report.topic is None
    assert report.automatic.share.value < 0.2


def test_the_order_of_rows_changes_nothing() -> None:
    rows = reports(120)
    shuffled = rows[:]
    Random(9).shuffle(shuffled)
    (one, first), (two, second) = train(rows=rows), train(rows=shuffled)
    assert first == second and one.hash == two.hash


def test_the_same_text_never_stands_on_both_sides() -> None:
    """Random agencies, every text ten times: a leak would look like perfect knowledge."""
    random = Random(5)
    once = [replace(one, agency=random.choice("ABCD"), topic="") for one in reports(60)]
    _, report = train(rows=[one for one in once for _ in range(10)])
    assert report.texts <= 60 and report.n == 600
    assert report.agency.accuracy.value < 0.6
    assert report.agency.accuracy.high - report.agency.accuracy.low > 0.15


def test_groups_stay_whole_and_rare_labels_are_spread() -> None:
    keys = [f"k{number // 3}" for number in range(90)]
    labels = ["often"] * 84 + ["rare"] * 6
    dealt = deal(keys=keys, labels=labels, folds=5, seed=1)
    assert all(len({dealt[at] for at in range(90) if keys[at] == one}) == 1 for one in keys)
    assert len({fold for fold, label in zip(dealt, labels, strict=True) if label == "rare"}) == 2


def test_an_agency_of_one_text_is_counted_as_untested() -> None:
    rows = [*reports(50), Example("satu kali saja tentang makam", "Makam", "Bagian Kesra")]
    assert lonely(keys=[one.text for one in rows], labels=[one.agency for one in rows]) == {
        "Bagian Kesra"
    }
    model, report = train(rows=rows)
    assert (report.untested, report.untested_agencies) == (1, 1)
    assert report.agency.everything < report.agency.accuracy.value
    assert "Bagian Kesra" in model.agencies.labels


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [replace(one, agency="A") for one in reports(40)],
        [Example("sama", "", agency) for agency in "AB" for _ in range(30)],
    ],
    ids=["none", "one agency", "one text"],
)
def test_nothing_to_learn_is_said(rows: list[Example]) -> None:
    with pytest.raises(RoutingRefused) as refused:
        train(rows=rows)
    assert refused.value.code == "too-few"
