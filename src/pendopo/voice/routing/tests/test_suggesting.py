"""One text at a time: the same numbers as in training, in bounds for any text at all."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.voice.routing import suggest, train
from pendopo.voice.routing.matrix import count, weigh, weighed
from pendopo.voice.routing.model import Model
from pendopo.voice.routing.normalise import words
from pendopo.voice.routing.suggesting import columns_of
from pendopo.voice.routing.tests.composed import reports


@pytest.fixture(scope="module")
def model() -> Model:
    return train(rows=reports(80))[0]


def test_a_text_weighs_the_same_as_in_training(model: Model) -> None:
    texts = sorted({one.text for one in reports(80)})
    counts = count(texts)
    weighing = weigh(counts, range(len(texts)), fewest=1)
    table = weighed(counts, range(len(texts)), weighing).toarray()
    place = {counts.names[column]: at for at, column in enumerate(weighing.columns)}
    for row, text in enumerate(texts[:20]):
        found = columns_of(model, text)
        assert found is not None
        names = sorted(model.names, key=model.names.__getitem__)
        for column, value in zip(*found, strict=True):
            assert table[row, place[names[column]]] == pytest.approx(value, rel=1e-4)


def test_eight_bits_are_enough(model: Model) -> None:
    rows = reports(80)
    right = [suggest(model=model, text=one.text)[0].agency == one.agency for one in rows]
    assert np.mean(right) > 0.97


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_gets_ordered_chances(model: Model, text: str) -> None:
    found = suggest(model=model, text=text)
    assert found == suggest(model=model, text=text)
    chance = [one.confidence for one in found]
    assert all(0 <= one <= 1 for one in chance) and sum(chance) <= 1 + 1e-6
    assert chance == sorted(chance, reverse=True)
    assert not any(one.automatic for one in found[1:])


def test_an_unknown_language_gets_no_guess(model: Model) -> None:
    assert suggest(model=model, text="") == () == suggest(model=model, text="ωψξ")


@given(st.text(max_size=200))
def test_no_number_is_learnt(text: str) -> None:
    assert not any("0" <= sign <= "9" for word in words(text) for sign in word)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NIK 3511 0101-0190 0001", ["nik", "#"]),
        ("hub. +62 812-3456-7890 ya", ["hub", "#", "ya"]),
        ("lihat https://contoh.id/a?b=1", ["lihat", "tautan"]),
        ("surel a.b+c@contoh.go.id", ["surel", "surel"]),
        ("lamaaaaa BANGET!!", ["lamaa", "banget"]),
        ("ﬁlter ＫＴＰ", ["filter", "ktp"]),
    ],
)
def test_a_text_is_made_comparable(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize("text", ["a." * 10_000, "1 " * 10_000, "@" * 20_000, "a@" * 10_000])
def test_a_hostile_text_takes_no_time(model: Model, text: str) -> None:
    from time import process_time

    start = process_time()
    suggest(model=model, text=text)
    assert process_time() - start < 1


def test_the_front_door_loads_no_numbers(django: None) -> None:
    """Django start-up stays fast: numpy and scikit-learn come with the first use."""
    code = "import sys, django; django.setup(); import pendopo.voice.api; "
    code += "print({'numpy', 'scipy', 'sklearn'} & set(sys.modules))"
    path = next(one for one in sys.path if one.endswith("src"))
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "pendopo.config.settings"},
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "set()", done.stderr


def test_a_web_process_needs_no_scikit_learn() -> None:
    code = "import sys, pendopo.voice.routing.suggesting, pendopo.voice.routing.storage; "
    code += "print({'scipy', 'sklearn'} & set(sys.modules))"
    path = next(one for one in sys.path if one.endswith("src"))
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": path}, capture_output=True, text=True
    )
    assert done.stdout.strip() == "set()", done.stderr
