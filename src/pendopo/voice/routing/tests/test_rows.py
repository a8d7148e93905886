"""Files as cities keep them: what can be read is read, what cannot is named."""

from __future__ import annotations

import pytest

from pendopo.voice.routing.refusals import RoutingRefused
from pendopo.voice.routing.rows import parse_examples

PLAIN = "text,topic,agency\nlampu mati,PJU,Dishub\n"


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.encode("utf-16"),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        PLAIN.replace("\n", "\r\n").encode(),
        b"No;Agency;x;TEXT ;Topic\n1;Dishub;stray;lampu mati;PJU;more;and more\n",
    ],
    ids=["plain", "bom", "utf-16", "semicolons", "tabs", "crlf", "stray columns"],
)
def test_the_same_row_however_it_is_written(data: bytes) -> None:
    found = parse_examples(data)
    assert [(one.text, one.topic, one.agency) for one in found.rows] == [
        ("lampu mati", "PJU", "Dishub")
    ]
    assert not found.bad


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (b"lampu\0mati,PJU,Dishub", "nul"),
        (b"lampu \xff\xfe mati,PJU,Dishub", "not-utf8"),
        (b"lampu mati,PJU,", "no-agency"),
        (b"lampu mati", "no-agency"),
        (b"lampu mati,PJU," + b"D" * 301, "long-label"),
        (b"l" * 10_000_000 + b",PJU,Dishub", "long-text"),
        (b"!!! ???,PJU,Dishub", "no-words"),
    ],
)
def test_a_bad_row_is_named_and_the_others_stay(line: bytes, rule: str) -> None:
    data = b"text,topic,agency\nlampu mati,PJU,Dishub\n" + line + b"\njalan rusak,,PU\n"
    found = parse_examples(data)
    assert [(one.row, one.rule) for one in found.bad] == [(3, rule)]
    assert [one.agency for one in found.rows] == ["Dishub", "PU"]


def test_a_cell_of_several_lines_is_one_row() -> None:
    data = b'text,agency\n"jalan\nrusak",PU\n,PU\n'
    found = parse_examples(data)
    assert found.rows[0].text == "jalan\nrusak" and found.rows[0].topic == ""
    assert [one.row for one in found.bad] == [3]


def test_one_agency_in_two_spellings_is_one() -> None:
    data = b"text,agency\na b,Dinas  Sosial\nc d,DINAS SOSIAL\n"
    assert {one.agency for one in parse_examples(data).rows} == {"Dinas Sosial"}


@pytest.mark.parametrize("data", [b"", b"\n", b"text,topic\na,b\n", b"\0\0\0", b"\xff\xfe\x00"])
def test_without_a_heading_nothing_is_guessed(data: bytes) -> None:
    with pytest.raises(RoutingRefused) as refused:
        parse_examples(data)
    assert refused.value.code == "no-heading"
