import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pendopo.core.references import ALPHABET, new_reference, normalise

REFERENCES = st.integers(0, 2**32).map(lambda seed: new_reference(random.Random(seed).randrange))
PLACES = st.integers(0, 8)


def signs(reference):
    return list(reference.replace("-", ""))


@given(REFERENCES)
def test_the_shape(reference):
    assert re.fullmatch(f"[{ALPHABET}]{{3}}-[{ALPHABET}]{{3}}-[{ALPHABET}]{{3}}", reference)
    assert normalise(reference) == reference


@given(REFERENCES, PLACES, st.sampled_from(ALPHABET))
def test_every_wrong_sign_is_noticed(reference, place, wrong):
    typed = signs(reference)
    if typed[place] != wrong:
        typed[place] = wrong
        assert normalise("".join(typed)) is None


@given(REFERENCES, PLACES, PLACES)
def test_every_swap_is_noticed_near_or_far(reference, a, b):
    typed = signs(reference)
    if typed[a] != typed[b]:
        typed[a], typed[b] = typed[b], typed[a]
        assert normalise("".join(typed)) is None


@given(REFERENCES, st.data())
def test_a_missing_or_doubled_sign_is_noticed(reference, data):
    typed = signs(reference)
    place = data.draw(PLACES)
    assert normalise("".join(typed[:place] + typed[place + 1 :])) is None
    assert normalise("".join([*typed, typed[place]])) is None


@given(REFERENCES, st.sampled_from(["", " ", "-", "–", " - ", ".", "\u200b"]), st.randoms())
def test_it_is_read_however_it_is_typed(reference, between, chance):
    look_alikes = {"0": "0Oo", "1": "1IilL", "V": "VvUu"}
    typed = between.join(
        chance.choice(look_alikes.get(sign, sign + sign.lower())) for sign in signs(reference)
    )
    assert normalise(f" {typed}\n".replace("\n", " ")) == reference


@given(st.text(max_size=200))
def test_reading_never_raises(text):
    assert normalise(text) is None or normalise(normalise(text)) == normalise(text)


def test_full_width_signs_are_read():
    reference = new_reference(lambda n: 7)
    assert normalise("".join(chr(ord(sign) + 0xFEE0) for sign in reference)) == reference


def test_all_zeros_is_none():
    assert normalise("000-000-000") is None


def test_chance_is_the_callers():
    assert new_reference(lambda n: 0) == new_reference(lambda n: 0)
    assert len({new_reference() for _ in range(500)}) == 500


@pytest.mark.parametrize("length", [4, 6, 12, 31])
def test_other_lengths(length):
    reference = new_reference(length=length)
    assert normalise(reference, length) == reference
    assert normalise(reference) is None


@pytest.mark.parametrize("length", [0, 3, 32])
def test_lengths_without_a_promise_are_refused(length):
    with pytest.raises(ValueError, match="length"):
        new_reference(length=length)


@pytest.mark.parametrize("junk", [None, 5, b"K7M", "", "K7M", "x" * 1000])
def test_junk_is_none(junk):
    assert normalise(junk) is None
