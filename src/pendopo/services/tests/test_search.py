"""What people type at the counter finds the service they mean."""

from __future__ import annotations

import pytest

from pendopo.services.catalogue import index
from pendopo.services.load import load
from pendopo.services.search import Entry, entry, search, similarity, stem
from pendopo.services.tests.packages import SHIPPED

OTHERS = [
    entry("reklame", [(5, "Izin Reklame"), (4, "papan iklan baliho spanduk")]),
    entry("penelitian", [(5, "Surat keterangan penelitian"), (4, "skripsi riset mahasiswa")]),
    entry("trayek", [(5, "Izin Trayek Angkutan Perdesaan"), (4, "angkot bus")]),
]


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return [*OTHERS, index(load(SHIPPED / "sip-dokter"))]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ijin praktek doktr", "sip-dokter"),
        ("izin praktik dokter", "sip-dokter"),
        ("SIP", "sip-dokter"),
        ("saya mau mengurus surat izin praktek dokter gigi", "sip-dokter"),
        ("doctor licence", "sip-dokter"),
        ("spesialiss", "sip-dokter"),
        ("izin klinik", "sip-dokter"),
        ("perizinan reklame", "reklame"),
        ("pasang baliho", "reklame"),
        ("penelitiaan", "penelitian"),
        ("meneliti untuk skripsi", "penelitian"),
        ("angkutan desa", "trayek"),
    ],
)
def test_found_first(entries: list[Entry], text: str, first: str) -> None:
    assert search(entries, text)[0][0] == first


@pytest.mark.parametrize(
    "text", ["", "   ", "saya ingin mengurus surat", "zzzz qqqq", "💥", "a" * 5000, "\0"]
)
def test_nothing_found(entries: list[Entry], text: str) -> None:
    assert search(entries, text) == ()


def test_stems_and_similarity() -> None:
    assert stem("perizinan") == "izin"
    assert stem("berpraktik") == "praktik"
    assert similarity("dokter", "doktr") > 0.6
    assert similarity("dokter", "reklame") < 0.2
    assert similarity("ab", "abc") == 0.0
