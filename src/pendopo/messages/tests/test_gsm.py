"""One SMS: signs that every telephone knows, 160 of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pendopo.messages import gsm


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("K7M-4QP-2XD: selesai.", "K7M-4QP-2XD: selesai."),
        ("“Jalan” – rusak… ya’", '"Jalan" - rusak... ya\''),
        ("Áćê ţ ñ ü é", "Ace t ñ ü é"),
        ("baris\nbaru\ttab", "baris baru tab"),
        ("Ꮳ日本", "???"),
        ("a\u200bb\u0301", "ab"),
        ("ﬁ ½", "fi 12"),
    ],
)
def test_other_signs_become_known_ones(text: str, plain: str) -> None:
    assert gsm.transliterated(text) == plain


@pytest.mark.parametrize(
    ("text", "places"),
    [("", 0), ("abc", 3), ("€5", 3), ("[x]", 5), ("{~}^|\\", 12), ("@£ñ", 3)],
)
def test_signs_of_the_second_table_take_two_places(text: str, places: int) -> None:
    assert gsm.septets(text) == places


def test_an_unknown_sign_is_told() -> None:
    with pytest.raises(ValueError, match="GSM"):
        gsm.septets("日")


def test_a_long_text_is_cut_between_words() -> None:
    text = "Laporan K7M-4QP-2XD " + "sedang dikerjakan " * 12
    cut = gsm.fitted(text)
    assert gsm.septets(cut) <= 160
    assert cut.endswith(("dikerjakan...", "sedang..."))
    assert gsm.fitted("[" * 100) == "[" * 78 + "..."
    assert gsm.fitted("x" * 160) == "x" * 160


@given(some.text(max_size=400))
def test_whatever_is_written_fits(text: str) -> None:
    assert gsm.septets(gsm.fitted(text)) <= 160
