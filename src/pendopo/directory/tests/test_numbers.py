"""Numbers of people: normal forms and refusals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pendopo.directory.people.masking import (
    masked_email,
    masked_name,
    masked_nip,
    masked_number,
    masked_phone,
)
from pendopo.directory.people.numbers import NIK_CHECK_WORDS, normal_nik, normal_nip, normal_phone
from pendopo.directory.refusals import SENTENCES, Refused


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("0812 3456 7890", "+6281234567890"),
        ("0812-3456-7890", "+6281234567890"),
        ("62 812 3456 7890", "+6281234567890"),
        ("+62 (0)812 3456 7890", "+6281234567890"),
        ("812 3456 7890", "+6281234567890"),
        ("0062 812 3456 7890", "+6281234567890"),
        ("(0332) 421234", "+62332421234"),
        ("+31 6 12345678", "+31612345678"),
    ],
)
def test_phone_numbers_as_people_write_them(written: str, normal: str) -> None:
    assert normal_phone(written) == normal


@pytest.mark.parametrize(
    "written", ["", "0812", "halo", "+62", "0812345678901234567", "+0812345678"]
)
def test_not_phone_numbers(written: str) -> None:
    with pytest.raises(Refused) as no:
        normal_phone(written)
    assert no.value.code == "phone_malformed"


@given(st.text(max_size=30))
def test_a_phone_number_is_normal_or_refused(text: str) -> None:
    try:
        number = normal_phone(text)
    except Refused:
        return
    assert normal_phone(number) == number


@pytest.mark.parametrize(
    ("nik", "fine"),
    [
        ("3511014208900001", True),  # woman: day 42 is the 2nd
        ("3511 0102 0890 0001", True),
        ("351101320890000", False),  # 15 digits
        ("3511013208900001", False),  # day 32
        ("3511010213900001", False),  # month 13
        ("3511010208900000", False),  # serial 0000
        ("35110102089000O1", False),  # letter O
    ],
)
def test_nik_structure(nik: str, fine: bool) -> None:
    if fine:
        assert len(normal_nik(nik)) == 16
    else:
        with pytest.raises(Refused):
            normal_nik(nik)


@pytest.mark.parametrize(
    ("nip", "fine"),
    [
        ("19850101 201001 1 001", True),
        ("199001012024211001", True),  # PPPK: 21 where the month stands
        ("198513012010011001", False),  # month 13
        ("198501012010013001", False),  # sex 3
        ("198501011990011001", False),  # appointed at five
    ],
)
def test_nip_structure(nip: str, fine: bool) -> None:
    if fine:
        assert len(normal_nip(nip)) == 18
    else:
        with pytest.raises(Refused):
            normal_nip(nip)


def test_masks_show_enough_and_no_more() -> None:
    assert masked_name("Siti Nur Aminah") == "Si** N** Am****"
    assert masked_number("3511014208900001") == "3511********0001"
    assert masked_number("X1234") == "*****"
    assert masked_nip("198501012010011001") == "**************1001"
    assert masked_phone("+6281234567890") == "+62812*****890"
    assert masked_email("budi@contoh.id") == "b***@contoh.id"


@given(st.text(min_size=1, max_size=40).filter(lambda text: text.strip()))
def test_a_masked_name_hides_every_word_longer_than_one_letter(name: str) -> None:
    for word, shown in zip(name.split(), masked_name(name).split(), strict=True):
        assert len(word) <= 1 or "*" in shown


def test_we_do_not_claim_to_have_asked_dukcapil() -> None:
    assert set(NIK_CHECK_WORDS) == {"not_checked"}
    assert "belum" in NIK_CHECK_WORDS["not_checked"]["id"]


def test_every_refusal_speaks_both_languages() -> None:
    for indonesian, english in SENTENCES.values():
        assert (indonesian and english and indonesian != english) or indonesian == "{id}"
