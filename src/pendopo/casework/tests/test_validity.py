"""A licence is valid from the day of its number and signature, not from that of its draft."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pendopo.casework.tests.doors import casework, documents, ledger
from pendopo.casework.tests.printed import words_of
from pendopo.casework.tests.walking import CODE, ORIGIN, at, letters_of, the_task, to_be_signed

DRAFTED = at("2027-01-29 14:00")  # a Friday
HEAD = "kadis.ptsp"


@pytest.mark.parametrize(
    ("signed_at", "until", "words"),
    [
        (DRAFTED, dt.date(2032, 1, 29), "29 Januari 2032"),
        (at("2027-02-02 09:00"), dt.date(2032, 2, 2), "2 Februari 2032"),
        (at("2027-02-28 23:59"), dt.date(2032, 2, 28), "28 Februari 2032"),
        (at("2027-03-01 00:01"), dt.date(2032, 3, 1), "1 Maret 2032"),
    ],
)
def test_a_draft_that_waited_counts_from_its_signature(
    regency: Any, worker: Any, signed_at: dt.datetime, until: dt.date, words: str
) -> None:
    case = to_be_signed(regency, DRAFTED)
    signed = case.sign(signed_at)
    assert signed.ok, signed.text
    worker.drain(signed_at)
    (letter,) = letters_of(case, signed_at)
    licence = case.mine(signed_at).licence
    assert (letter.number_date, letter.valid_until) == (licence.valid_from, until)
    assert (licence.valid_from.month, licence.valid_to) == (until.month, until)
    with ledger.use_region(CODE):
        printed = words_of(documents.letter_pdf(letter_id=letter.id))
    assert f"Berlaku sampai dengan : {words}" in printed
    assert printed.count("29 Januari 2032") == (words == "29 Januari 2032")


def test_a_letter_signed_with_ink_counts_from_its_number(regency: Any, worker: Any) -> None:
    """A misprint is numbered again the month after: the second number's day holds."""
    from pendopo.config.seeding.applying import PDF

    case = to_be_signed(regency, DRAFTED)
    first, second = at("2027-01-30 09:00"), at("2027-02-01 09:00")

    def given(now: dt.datetime) -> dict[str, Any]:
        task = the_task(case, HEAD, now)
        who = regency.actor(HEAD, now)
        return {"task_id": task.id, "who": who, "version": task.version, "now": now}

    with ledger.use_region(CODE):
        casework.number_for_ink(origin=ORIGIN, **given(first))
        casework.void_ink_number(reason="misprint", **given(second))
        made = casework.number_for_ink(origin=ORIGIN, **given(second))
        printed = words_of(documents.letter_pdf(letter_id=made.letter_id))
        casework.attach_wet_scan(name="a.pdf", data=PDF, **given(at("2027-02-03 09:00")))
    worker.drain(at("2027-02-03 09:00"))
    assert "1 Februari 2032" in printed
    licence = case.mine(at("2027-02-03 09:00")).licence
    assert (licence.valid_from, licence.valid_to) == (dt.date(2027, 2, 1), dt.date(2032, 2, 1))


def test_the_head_previews_it_as_of_today(regency: Any) -> None:
    case = to_be_signed(regency, DRAFTED)
    now = at("2027-02-02 09:00")
    task = the_task(case, HEAD, now)
    with ledger.use_region(CODE):
        pdf = casework.preview(task_id=task.id, who=regency.actor(HEAD, now), answers={}, now=now)
    printed = words_of(pdf)
    assert "2 Februari 2032" in printed
    assert "Bambang Setiawan" in printed
