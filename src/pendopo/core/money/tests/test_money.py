from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pendopo.core.money import amount, parse, rounded, rupiah, terbilang


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (1_250_000, "Rp1.250.000", "Rp1,250,000"),
        (0, "Rp0", "Rp0"),
        (-500, "-Rp500", "-Rp500"),
        (Decimal("999.5"), "Rp1.000", "Rp1,000"),
        (Decimal("0.5"), "Rp1", "Rp1"),
        (Decimal("2.5"), "Rp3", "Rp3"),
        (Decimal("-0.4"), "Rp0", "Rp0"),
        (10**20, "Rp100.000.000.000.000.000.000", "Rp100,000,000,000,000,000,000"),
    ],
)
def test_figures(value, indonesian, english):
    assert rupiah(value) == indonesian
    assert rupiah(value, "en") == english


def test_decimals_are_rounded_half_up_only_when_shown():
    assert rupiah(Decimal("1250000.005"), decimals=2) == "Rp1.250.000,01"
    assert rounded(Decimal("2.675"), 2) == Decimal("2.68")
    assert amount(Decimal("2.675")) == Decimal("2.675")


@pytest.mark.parametrize("value", [1.0, True, "1000", None])
def test_only_whole_numbers_and_decimals_are_money(value):
    with pytest.raises(TypeError):
        rupiah(value)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("1e99")])
def test_money_is_finite(value):
    with pytest.raises(ValueError, match="finite"):
        rupiah(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rp1.250.000", "1250000"),
        ("Rp. 1.250.000,-", "1250000"),
        ("rp 1.250.000,50", "1250000.50"),
        ("IDR 1250000", "1250000"),
        (" -Rp500 ", "-500"),
        ("12,5", "12.5"),
    ],
)
def test_what_people_write(text, value):
    assert parse(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "Rp", "1.25", "1,250.00", "1..000", "satu", "1e5", "١٢", "9" * 50]
)
def test_what_is_no_amount(text):
    assert parse(text) is None


@given(st.decimals(-(10**15), 10**15, places=2), st.sampled_from(["id", "en"]))
def test_figures_read_back(value, language):
    assert parse(rupiah(value, language, decimals=2), language) == value


@given(st.text(max_size=60))
def test_reading_never_raises(text):
    assert parse(text) is None or isinstance(parse(text), Decimal)


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (1000, "seribu"),
        (1100, "seribu seratus"),
        (2000, "dua ribu"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_250_000, "satu juta dua ratus lima puluh ribu"),
        (3_000_000_017, "tiga miliar tujuh belas"),
        (10**12, "satu triliun"),
        (2 * 10**15 + 1, "dua kuadriliun satu"),
        (-7, "minus tujuh"),
    ],
)
def test_words(n, words):
    assert terbilang(n) == words


ONES = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas"
VALUES = {word: value for value, word in enumerate(ONES.split())}
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12, "kuadriliun": 10**15}


def counted(words):
    """The number back from its words."""
    total = group = unit = 0
    for word in words.replace("seratus", "satu ratus").replace("seribu", "satu ribu").split():
        if word in VALUES:
            group, unit = group + unit, VALUES[word]
        elif word == "belas":
            unit += 10
        elif word == "puluh":
            unit *= 10
        elif word == "ratus":
            unit *= 100
        else:
            total, group, unit = total + (group + unit) * SCALES[word], 0, 0
    return total + group + unit


@given(st.integers(0, 10**18 - 1))
def test_words_read_back(n):
    assert counted(terbilang(n)) == n


def test_words_have_an_end():
    with pytest.raises(ValueError, match="up to"):
        terbilang(10**18)
    with pytest.raises(TypeError):
        terbilang(1.5)
