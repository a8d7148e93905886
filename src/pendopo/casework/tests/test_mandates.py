"""Initials and signatures go with positions: by who acts for them on the day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pendopo.casework.tests.doors import casework, directory, documents, ledger
from pendopo.casework.tests.packages import published
from pendopo.casework.tests.printed import words_of
from pendopo.casework.tests.walking import (
    CHAIN,
    CODE,
    at,
    letters_of,
    open_elements,
    recommended,
    submit_to,
    to_be_signed,
)

AWAY, DELEGATED = at("2027-01-12 09:00"), at("2027-01-14 09:00")


def position(code: str) -> Any:
    agency = directory.chart().by_code["2.18.2.07.3.32.01.0000"]
    return directory.chart().by_place[(agency.id, code)]


@pytest.fixture(scope="module")
def deputies(regency: Any) -> Any:
    """On 12 January 2027 the secretary is away and the head of division acts (Plh., UU 30/2014
    Art. 14); on 14 January the head delegates these licences to the secretary (a.n., Art. 13)."""
    with ledger.use_region(CODE):
        division = regency.actor("kabid.ptsp", AWAY)
        secretary = regency.actor("sekretaris.ptsp", AWAY)
        words = {"basis": "CONTOH/800/2027", "actor": None, "now": AWAY}
        directory.record_absence(
            mandate_id=secretary.mandates[0].id, valid_from=AWAY.date(), valid_to=AWAY.date(),
            reason="leave", **words,
        )  # fmt: skip
        directory.give_mandate(
            person_id=division.person_id, position_id=position("sekretaris").id, kind="plh",
            valid_from=AWAY.date(), valid_to=AWAY.date(), **words,
        )  # fmt: skip
        directory.give_mandate(
            person_id=secretary.person_id, position_id=position("kepala").id, kind="delegation",
            powers=["sip-dokter"], valid_from=DELEGATED.date(), valid_to=DELEGATED.date(), **words,
        )  # fmt: skip
    return regency


def test_who_holds_two_positions_initials_once_for_each(deputies: Any) -> None:
    case = recommended(deputies, AWAY)
    case.do("penata.ptsp", "siap", AWAY)
    case.do("ketuatim.ptsp", "paraf", AWAY)
    for _ in ("kepala_bidang", "sekretaris"):
        case.do("kabid.ptsp", "paraf", AWAY)
    (letter,) = letters_of(case, AWAY)
    assert [one.title for one in letter.parafs][1:] == [
        "Kepala Bidang Pelayanan Perizinan", "Plh. Sekretaris Dinas",
    ]  # fmt: skip
    assert open_elements(case, now=AWAY) == ["tanda_tangan"]


def test_the_day_after_the_substitute_is_no_secretary_any_more(deputies: Any) -> None:
    case = recommended(deputies, AWAY)
    case.do("penata.ptsp", "siap", AWAY)
    for username in ("ketuatim.ptsp", "kabid.ptsp"):
        case.do(username, "paraf", AWAY)
    next_day = AWAY + dt.timedelta(days=1)
    assert not [one for one in case.view("kabid.ptsp", next_day).tasks if one.outcomes]
    case.do("sekretaris.ptsp", "paraf", next_day)


def test_a_delegate_signs_on_behalf_with_the_own_office(deputies: Any) -> None:
    """A letter "a.n." names the office that delegated, then the delegate's own office, name and
    NIP (Permendagri 1/2023)."""
    from tests.regency import PASSPHRASE

    case = to_be_signed(deputies, DELEGATED)
    secretary = deputies.actor("sekretaris.ptsp", DELEGATED)
    (task,) = the_tasks(case, "sekretaris.ptsp")
    with ledger.use_region(CODE):
        documents.enrol_demo_signer(
            person_id=secretary.person_id, name=secretary.name, passphrase=PASSPHRASE,
            now=DELEGATED,
        )  # fmt: skip
        listed = casework.inbox(who=secretary, view="sign", limit=500, now=DELEGATED)
        assert case.case_id in {one.case_id for one in listed.cards}
        shown = casework.preview(task_id=task.id, who=secretary, answers={}, now=DELEGATED)
        (signed,) = casework.sign(
            task_ids=[task.id], who=secretary, passphrase=PASSPHRASE, origin="http://x",
            now=DELEGATED,
        )  # fmt: skip
    assert signed.ok, signed.text
    (letter,) = letters_of(case, DELEGATED)
    assert (letter.signer.prefix, letter.signer.position) == (
        "", "a.n. Kepala Dinas, Sekretaris Dinas",
    )  # fmt: skip
    with ledger.use_region(CODE):
        printed = words_of(documents.letter_pdf(letter_id=letter.id))
        (fact,) = ledger.facts_about(about=letter.id, kinds=("letter.signed",))
        office = str(position("kepala").id)
    for text in (words_of(shown), printed):
        assert "a.n. Kepala Dinas" in text
        assert "Sekretaris Dinas," in text
        assert "Endang Lestari" in text
        assert "NIP 197405171999032901" in text
        assert "Bambang Setiawan" not in text
    assert str(fact.data["on_behalf_of"]) == office


def test_a_delegate_initials_nothing_in_the_givers_place(deputies: Any) -> None:
    case = recommended(deputies, DELEGATED)
    case.do("penata.ptsp", "siap", DELEGATED)
    for username in CHAIN[:2]:
        case.do(username, "paraf", DELEGATED)
    (task,) = the_tasks(case, "sekretaris.ptsp")
    assert task.work == "paraf"  # the secretary's own


def test_another_service_was_not_delegated(deputies: Any) -> None:
    published("izin-lain", {})
    case = through(deputies, "izin-lain")
    assert not the_tasks(case, "sekretaris.ptsp")
    assert the_tasks(case, "kadis.ptsp")


def test_a_package_may_keep_the_signature_with_the_office(deputies: Any) -> None:
    sign = "    work: sign\n    stage: penerbitan\n    letter: izin\n"
    published("izin-melekat", {sign: f"{sign}    delegable: false\n"})
    with ledger.use_region(CODE):
        secretary = deputies.actor("sekretaris.ptsp", DELEGATED)
        directory.give_mandate(
            person_id=secretary.person_id, position_id=position("kepala").id, kind="delegation",
            powers=["izin-melekat"], valid_from=DELEGATED.date(), valid_to=DELEGATED.date(),
            basis="CONTOH/801/2027", actor=None, now=DELEGATED,
        )  # fmt: skip
        secretary = deputies.actor("sekretaris.ptsp", DELEGATED)
    case = through(deputies, "izin-melekat")
    assert not the_tasks(case, "sekretaris.ptsp")
    (task,) = case.view("sekretaris.ptsp", DELEGATED).tasks
    with ledger.use_region(CODE):
        (signed,) = casework.sign(
            task_ids=[task.id], who=secretary, passphrase="x", origin="http://x", now=DELEGATED
        )
    assert (signed.ok, "tidak dapat dilimpahkan" in signed.text["id"]) == (False, True)
    assert the_tasks(case, "kadis.ptsp")


def the_tasks(case: Any, username: str) -> list[Any]:
    return [one for one in case.view(username, DELEGATED).tasks if one.outcomes]


def through(regency: Any, service: str) -> Any:
    """A case of another service, before the head."""
    case = submit_to(regency, service, DELEGATED)
    case.do("loket.ptsp", "lengkap", DELEGATED)
    case.do("teknis.dinkes", "rekomendasikan", DELEGATED)
    case.do("penata.ptsp", "siap", DELEGATED)
    for username in CHAIN:
        case.do(username, "paraf", DELEGATED)
    return case


def test_nobody_decides_on_an_application_of_their_own(regency: Any) -> None:
    """UU 30/2014 Art. 42: an officer with a conflict of interest does not decide."""
    from pendopo.config.seeding import applying

    now = at("2026-11-16 09:00")
    doctor = regency.actor("teknis.dinkes")
    with ledger.use_region(CODE):
        sent = applying.apply("sip-dokter", regency.answers(), who=doctor, now=now)
        applying.decide(sent.case_id, "loket.ptsp", "lengkap", now=now)
        view = casework.case(case_id=sent.case_id, who=doctor, now=now)
        assert [one.outcomes for one in view.tasks] == [()]
        with pytest.raises(casework.Refused) as refused:
            casework.complete_task(
                task_id=view.tasks[0].id, who=doctor, version=1, outcome="rekomendasikan",
                answers={}, now=now,
            )  # fmt: skip
        assert refused.value.code == "own_case"
        applying.decide(sent.case_id, "kabid.dinkes", "rekomendasikan", now=now)
