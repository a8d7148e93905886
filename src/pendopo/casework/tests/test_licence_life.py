"""The life of a licence after it is granted: suspended, lifted, revoked, changed, expired."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import pytest

from pendopo.casework.tests.doors import casework, directory, documents, ledger, models
from pendopo.casework.tests.walking import CODE, DAY, MONDAY, at, counted, facts_of, to_be_signed

GROUND = "UU 30/2014 Pasal 65"
TODAY = dt.date(2026, 11, 16)


DECIDED = {"version", "reason", "ground", "number", "explanation"}


def granted(regency: Any) -> Any:
    """A case whose licence is signed and in the register, with the row's id."""
    from pendopo.casework.actions.licences import grant_licence

    case = to_be_signed(regency)
    assert case.sign().ok
    with ledger.use_region(CODE):
        grant_licence(case_id=case.case_id, now=MONDAY)
    return case


def act(verb: str, case: Any, username: str = "kadis.ptsp", now: Any = MONDAY, **given: Any) -> Any:
    with ledger.use_region(CODE):
        words = {"reason": "request", "ground": GROUND, "version": case.mine(now).licence.version}
        words |= {name: given.pop(name) for name in DECIDED & given.keys()}
        return getattr(casework, verb)(
            licence_id=case.mine(now).licence.id,
            who=case.regency.actor(username, now),
            decision=casework.Decision(**words),
            now=now,
            **given,
        )


def public(case: Any, now: Any = MONDAY) -> tuple[str, Any]:
    """What the QR says, and the standing beside it."""
    with ledger.use_region(CODE):
        letter = case.mine(now).licence.letter_id
        letters = case.mine(now).letters
        verify_id = next(one.verify_id for one in letters if one.letter_id == letter)
        found = documents.verify(verify_id=verify_id, now=now)
        assert found.letter_id == letter
        return found.standing, casework.standing_of_letter(letter_id=letter, now=now)


def test_suspended_until_a_day_then_lifted_by_the_clock(regency: Any) -> None:
    case = granted(regency)
    assert act("suspend", case, until=TODAY + 10 * DAY, reason="inspection") == "suspended"
    letter, standing = public(case)
    assert (letter, standing.status, standing.reason, standing.since) == (
        "suspended", "suspended", "inspection", TODAY,
    )  # fmt: skip
    assert standing.until == TODAY + 10 * DAY
    later = at("2026-11-27 08:00")
    assert public(case, later)[1].status == "valid", "the day counts before the worker has come"
    with ledger.use_region(CODE):
        assert casework.mark_expired(now=later) >= 1
    letter, standing = public(case, later)
    assert (letter, standing.status, standing.since) == ("valid", "valid", dt.date(2026, 11, 27))
    (lifted,) = facts_of(case, "licence.lifted")
    assert lifted.data["reason"] == "term"


def test_expired_once_with_a_fact(regency: Any) -> None:
    case = granted(regency)
    last = case.mine().licence.valid_to
    day_after = at(f"{last + DAY} 09:00")
    with ledger.use_region(CODE):
        casework.mark_expired(now=day_after - DAY)
        assert not facts_of(case, "licence.expired")
        casework.mark_expired(now=day_after)
        casework.mark_expired(now=day_after)
    (expired,) = facts_of(case, "licence.expired")
    assert expired.data["since"] == str(last + DAY)
    assert public(case, day_after)[0] == "expired"
    with pytest.raises(casework.Stale):
        act("suspend", case, now=day_after)


def test_a_suspension_does_not_outlive_the_term(regency: Any) -> None:
    case = granted(regency)
    act("suspend", case)
    day_after = at(f"{case.mine().licence.valid_to + DAY} 09:00")
    letter, standing = public(case, day_after)
    assert (letter, standing.status) == ("expired", "expired")


def test_revoked_is_final_and_needs_a_decision(regency: Any) -> None:
    case = granted(regency)
    with pytest.raises(casework.Refused, match="decision_missing"):
        act("revoke", case, reason="flaw")
    assert act("revoke", case, reason="flaw", number="188/12/2026") == "revoked"
    assert public(case)[0] == "revoked"
    for verb, reason in (("suspend", "duties"), ("lift", "resolved"), ("change", "moved")):
        extra = {"changes": {"x": "y"}} if verb == "change" else {}
        with pytest.raises(casework.Stale):
            act(verb, case, reason=reason, **extra)


def test_changed_data_rest_sealed_and_are_told_to_whoever_opens_them(regency: Any) -> None:
    case = granted(regency)
    head = regency.actor("kadis.ptsp")
    with ledger.use_region(CODE):
        licence_id = case.mine().licence.id
        before = casework.unseal_licence(
            licence_id=licence_id, who=head, purpose="register", now=MONDAY
        )
    name = before.data[0][0]
    act("change", case, reason="misprint", changes={name: "Nama Sesudah Perbaikan"})
    with ledger.use_region(CODE):
        closed = casework.licence(licence_id=licence_id, who=head, now=MONDAY)
        open_ = casework.unseal_licence(
            licence_id=licence_id, who=head, purpose="register", now=MONDAY
        )
    assert closed.history[-1].changes[0][1:] == ("", "")
    assert open_.history[-1].changes[0][2] == "Nama Sesudah Perbaikan"
    assert {field: value for field, _label, value in open_.data}[name] == ("Nama Sesudah Perbaikan")
    (fact,) = facts_of(case, "licence.changed")
    assert fact.data["fields"] == [name] and "Nama" not in str(fact.data)
    with ledger.use_region(CODE), ledger.region_transaction():
        kept = models.LicenceChange.objects.get(licence_id=licence_id)
        assert b"Perbaikan" not in bytes(kept.sealed)


@pytest.mark.parametrize("username", ["loket.ptsp", "kabid.ptsp", "penata.ptsp"])
def test_only_who_signs_decides(regency: Any, username: str) -> None:
    case = granted(regency)
    with pytest.raises(casework.Refused, match="not_for_you"):
        act("suspend", case, username)


def test_other_agencies_do_not_learn_of_it(regency: Any) -> None:
    case = granted(regency)
    with pytest.raises(casework.NotFound):
        act("suspend", case, "teknis.dinkes")


def test_stale_and_wordless_decisions_are_refused(regency: Any) -> None:
    case = granted(regency)
    version = case.mine().licence.version
    act("suspend", case, version=version)
    with pytest.raises(casework.Stale):
        act("lift", case, version=version, reason="resolved")
    with pytest.raises(casework.Refused, match="ground_missing"):
        act("lift", case, reason="resolved", ground=" ")
    with pytest.raises(casework.Refused, match="reason_missing"):
        act("lift", case, reason="bukan")
    with pytest.raises(casework.Refused, match="until_past"):
        act("lift", case, reason="resolved")
        act("suspend", case, until=TODAY - DAY)


def test_the_same_command_acts_once(regency: Any) -> None:
    case = granted(regency)
    head = regency.actor("kadis.ptsp")
    command = ledger.Command(actor=head.account_id, key=f"suspend-{case.number}", request=b"x")
    version = case.mine().licence.version
    for _ in range(2):
        assert act("suspend", case, version=version, command=command) == "suspended"
    assert len(facts_of(case, "licence.suspended")) == 1


def test_the_holder_is_told(regency: Any) -> None:
    from pendopo.casework import notices

    case = granted(regency)
    act("suspend", case, reason="court")
    (fact,) = facts_of(case, "licence.suspended")
    assert "licence.suspended" in notices.TOLD
    with ledger.use_region(CODE), ledger.region_transaction():
        notices.tell(fact)
        notices.tell(fact)
    events = [one.kind for one in case.mine().tracking.events]
    assert events.count("licence.suspended") == 1


def test_own_licence_is_decided_by_another(regency: Any) -> None:
    case = granted(regency)
    head = regency.actor("kadis.ptsp")
    with ledger.use_region(CODE), ledger.region_transaction():
        models.Licence.objects.filter(case_id=case.case_id).update(person_id=head.person_id)
    with pytest.raises(casework.Refused, match="own_case"):
        act("suspend", case)


def test_the_register_finds_by_status_of_today_in_few_statements(regency: Any) -> None:
    case = granted(regency)
    act("suspend", case, until=TODAY + DAY)
    head = regency.actor("kadis.ptsp")
    with ledger.use_region(CODE):

        def ids(status: str, now: dt.datetime) -> set[UUID]:
            found, _total = casework.register(who=head, status=status, now=now, size=500)
            return {one.id for one in found}

        mine = case.mine().licence.id
        assert mine in ids("suspended", MONDAY) and mine not in ids("valid", MONDAY)
        later = MONDAY + 3 * DAY
        assert mine in ids("valid", later) and mine not in ids("suspended", later)
        with counted() as statements:
            casework.register(who=head, now=MONDAY, first=TODAY, last=TODAY)
        assert len(statements) <= 3
        assert directory.today(MONDAY) == TODAY
