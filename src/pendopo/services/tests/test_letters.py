"""What letters are given to say, and that the letters of shipped packages can be printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pendopo.services.letters import letter_content
from pendopo.services.load import load
from pendopo.services.tests.packages import SHIPPED, compiled_small, edited, shipped


def test_answers_in_words() -> None:
    content = letter_content(
        load(SHIPPED / "sip-dokter"),
        answers={
            "profesi": "dokter_gigi",
            "tanggal_lahir": "1990-07-05",
            "internsip": False,
            "alamat": {"jalan": "Jalan Melati 7", "kabupaten": "Bondowoso"},
            "ktp": ["0190-berkas"],
        },
        results={"rekomendasi": {"hasil": "dengan_syarat", "syarat": "Papan nama"}},
        on=date(2026, 11, 16),
        valid_until=date(2031, 11, 16),
    )
    assert content["shown"] == {
        "profesi": "Dokter gigi",
        "internsip": "Tidak",
        "tanggal_lahir": "5 Juli 1990",
        "alamat": "Jalan Melati 7, Bondowoso",
    }
    assert content["valid_until"] == "16 November 2031"
    assert content["results"]["rekomendasi"]["syarat"] == "Papan nama"
    assert any("17 Tahun 2023" in one for one in content["legal_basis"])


@pytest.mark.parametrize("folder", shipped(), ids=lambda one: one.name)
def test_shipped_letters_are_printed(django: None, folder: Path) -> None:
    from pendopo.services import api

    assert api.check_package(source=load(folder).source).problems == ()


@pytest.mark.parametrize(
    "mistake",
    ["#jawab(1)", '#import "@preview/x:1.0.0": *', '#read("/etc/passwd")', "#while true {}"],
)
def test_a_broken_letter_is_named(django: None, mistake: str) -> None:
    from pendopo.services import api

    source = edited(("letters/surat.typ", "Surat ini diberikan kepada:", mistake))
    problems = api.check_package(source=source).problems
    assert [one.rule for one in problems] == ["letter-broken"]
    assert problems[0].source == "letters/surat.typ"


def test_the_new_package_prints(django: None) -> None:
    from pendopo.services import api

    assert api.check_package(source=compiled_small().source).ok
