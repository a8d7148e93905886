"""Number and date, then signature, then the register. What fails is seen, and nothing is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from pendopo.casework.tests.doors import casework, directory, documents, ledger, models
from pendopo.casework.tests.walking import (
    CODE,
    DAY,
    MONDAY,
    ORIGIN,
    all_at_once,
    facts_of,
    letters_of,
    open_elements,
    recommended,
    row,
    the_task,
    to_be_signed,
)
from pendopo.documents.tests.test_typesetting import text_of

HEAD = "kadis.ptsp"


class Failing:
    """The demo signer, down for its first `times` signatures after the passphrase was taken."""

    def __init__(self, times: int) -> None:
        self._demo, self._times = documents.demo_signer(), times

    def __getattr__(self, name: str) -> Any:
        return getattr(self._demo, name)

    def sign(self, pdf: bytes, **words: Any) -> bytes:
        if self._times:
            self._times -= 1
            raise documents.SigningFailed("signer_refused", "down")
        return bytes(self._demo.sign(pdf, **words))


@pytest.fixture
def failing(django: None) -> Iterator[Any]:
    """`failing(2)` binds a signer that fails twice."""
    from pendopo.documents import ports

    before = ports._signer

    def bind(times: int) -> None:
        signer = Failing(times)
        documents.bind_signer(lambda: signer)

    yield bind
    ports._signer = before


def register(case: Any) -> list[Any]:
    """The lines of the number register that belong to the case's letters."""
    letters = letters_of(case)
    with ledger.use_region(CODE):
        lines = documents.number_register(unit=letters[0].unit, year=2026)
    return [one for one in lines if one.letter_id in {letter.id for letter in letters}]


def sign_all(cases: list[Any], passphrase: str) -> list[Any]:
    head = cases[0].regency.actor(HEAD)
    tasks = [the_task(case, HEAD).id for case in cases]
    with ledger.use_region(CODE):
        return list(
            casework.sign(
                task_ids=tasks, who=head, passphrase=passphrase, origin=ORIGIN, now=MONDAY
            )
        )


def passphrase() -> str:
    from tests.regency import PASSPHRASE

    return str(PASSPHRASE)


def test_a_wrong_passphrase_takes_no_number_and_the_rest_is_not_tried(regency: Any) -> None:
    cases = [to_be_signed(regency), to_be_signed(regency)]
    results = sign_all(cases, "bukan frasanya")
    assert [one.ok for one in results] == [False, False]
    assert results[0].text == results[1].text
    assert [register(case) for case in cases] == [[], []]
    assert [one.ok for one in sign_all(cases, passphrase())] == [True, True]


def test_a_signer_that_fails_after_the_number_voids_it_in_sight_and_the_retry_works(
    regency: Any, failing: Any
) -> None:
    case = to_be_signed(regency)
    failing(1)
    (result,) = sign_all([case], passphrase())
    assert not result.ok and result.number
    assert open_elements(case) == ["tanda_tangan"]
    (result_again,) = sign_all([case], passphrase())
    assert result_again.ok and result_again.number != result.number
    assert [(one.text, one.state, bool(one.reason)) for one in register(case)] == [
        (result.number, "void", True),
        (result_again.number, "used", False),
    ]


def test_of_a_batch_one_fails_and_the_others_are_signed(regency: Any, failing: Any) -> None:
    cases = [to_be_signed(regency) for _ in range(2)]
    other = recommended(regency)
    failing(1)
    head = regency.actor(HEAD)
    tasks = [the_task(case, HEAD).id for case in cases] + [the_task(other, "penata.ptsp").id]
    with ledger.use_region(CODE):
        results = casework.sign(
            task_ids=tasks, who=head, passphrase=passphrase(), origin=ORIGIN, now=MONDAY
        )
    assert [one.ok for one in results] == [False, True, False]
    assert [row(case).status for case in (*cases, other)] == ["running"] * 3
    assert [len(facts_of(case, "case.clock")) for case in cases] == [1, 2]  # the second stopped


def test_a_fault_of_ours_in_a_batch_says_so_and_takes_no_number(
    regency: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pendopo.casework.actions import signing

    cases = [to_be_signed(regency) for _ in range(2)]
    whole, calls = signing.finish, iter([True])

    def once_broken(*args: Any, **words: Any) -> Any:
        if next(calls, False):
            raise ZeroDivisionError
        return whole(*args, **words)

    monkeypatch.setattr(signing, "finish", once_broken)
    results = sign_all(cases, passphrase())
    assert [one.ok for one in results] == [False, True]
    assert (register(cases[0]), len(register(cases[1]))) == ([], 1)
    assert "gangguan" in results[0].text["id"]


def test_two_who_sign_at_once_give_one_number(regency: Any) -> None:
    case = to_be_signed(regency)
    task, head = the_task(case, HEAD).id, regency.actor(HEAD)

    def act() -> Any:
        (result,) = casework.sign(
            task_ids=[task], who=head, passphrase=passphrase(), origin=ORIGIN, now=MONDAY
        )
        return result

    results = all_at_once(act, act)
    assert sorted(one.ok for one in results) == [False, True]
    assert [one.state for one in register(case)] == ["used"]


def ink(case: Any, **over: Any) -> Any:
    """Number the letter for ink, as the head."""
    task = the_task(case, HEAD)
    with ledger.use_region(CODE):
        return casework.number_for_ink(
            task_id=task.id, who=case.regency.actor(HEAD), version=task.version, origin=ORIGIN,
            now=MONDAY, **over,
        )  # fmt: skip


def scan(case: Any, username: str, **over: Any) -> Any:
    from pendopo.config.seeding.applying import PDF

    (task,) = case.view(username).tasks
    with ledger.use_region(CODE):
        return casework.attach_wet_scan(
            **{
                "task_id": task.id,
                "who": case.regency.actor(username),
                "version": task.version,
                "name": "pindaian.pdf",
                "data": PDF,
                "now": MONDAY,
                **over,
            }
        )


def test_ink_is_the_fallback_when_the_signer_is_down(regency: Any, worker: Any) -> None:
    """Number and date, print, sign and stamp by hand; the scan completes the case."""
    case = to_be_signed(regency)
    with pytest.raises(documents.Refused):
        scan(case, HEAD)  # nothing has been printed yet
    printed = ink(case)
    assert (ink(case).number, [one.state for one in register(case)]) == (printed.number, ["used"])
    with ledger.use_region(CODE):
        _, pdf = casework.letter_pdf(
            letter_id=printed.letter_id, who=regency.actor(HEAD), now=MONDAY
        )
    assert printed.number in text_of(pdf)
    (by_wire,) = sign_all([case], passphrase())
    assert not by_wire.ok  # a printed letter is not signed electronically as well
    with pytest.raises(casework.Refused) as refused:
        scan(case, "teknis.dinkes")
    assert refused.value.code == "not_for_you"
    scan(case, "penata.ptsp")
    worker.drain(MONDAY)
    mine = case.mine()
    assert (mine.status, mine.licence.number, mine.letters[0].number) == (
        "granted", printed.number, printed.number,
    )  # fmt: skip


@pytest.mark.parametrize("way", ["misprint", "sent back", "withdrawn"])
def test_the_number_of_a_printed_letter_is_voided_in_sight(regency: Any, way: str) -> None:
    case = to_be_signed(regency)
    ink(case)
    task = the_task(case, HEAD)
    with ledger.use_region(CODE):
        if way == "misprint":
            casework.void_ink_number(
                task_id=task.id, who=regency.actor(HEAD), version=task.version, reason="misprint",
                now=MONDAY,
            )  # fmt: skip
        elif way == "withdrawn":
            casework.withdraw(
                case_id=case.case_id, who=directory.ANONYMOUS, key=case.code, now=MONDAY
            )
        else:
            case.do(HEAD, "kembalikan", catatan="Nama keliru")
            case.do("penata.ptsp", "siap")
    (line,) = register(case)
    assert (line.state, line.reason) == ("void", way.replace(" ", "_"))
    if way == "misprint":
        assert [one.ok for one in sign_all([case], passphrase())] == [True]


def test_a_licence_is_registered_once_and_until_the_day_that_is_printed(
    regency: Any, worker: Any
) -> None:
    case = to_be_signed(regency)
    signed_on = MONDAY + 2 * DAY
    assert case.sign(signed_on).ok
    worker.drain(signed_on)
    from pendopo.casework.actions.licences import grant_licence

    ids = all_at_once(*[lambda: grant_licence(case_id=case.case_id, now=signed_on)] * 3)
    assert len(set(ids)) == 1
    assert len(facts_of(case, "licence.granted")) == 1
    with ledger.use_region(CODE), ledger.region_transaction():
        (licence,) = models.Licence.objects.filter(case_id=case.case_id)
    (letter,) = letters_of(case)
    assert (licence.valid_from, licence.valid_to) == (letter.number_date, letter.valid_until)
    assert licence.valid_from == dt.date(2026, 11, 18)
    with ledger.use_region(CODE):
        words = text_of(documents.letter_pdf(letter_id=letter.id))
        found, count = casework.register(
            who=regency.actor(HEAD), number=licence.number, now=signed_on
        )
    assert "18 November 2031" in words and licence.valid_to == dt.date(2031, 11, 18)
    assert [(one.number, one.valid_to) for one in found] == [(licence.number, licence.valid_to)]
    assert count == 1
