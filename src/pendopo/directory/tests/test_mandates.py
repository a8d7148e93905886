"""Mandates through the verbs: facts, the constraint of the database, who acts today."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from pendopo.directory.tests.building import a_nip, office, officer, signed_in
from pendopo.directory.tests.late import directory, models
from pendopo.ledger import api as ledger

NOVEMBER = (date(2026, 11, 16), date(2026, 11, 20))


def test_plh_signs_while_the_head_is_away(region: str, now: datetime) -> None:
    place = office(now)
    head = officer(now, place.head, "Sri Handayani")
    deputy = officer(now, place.clerk, "Tono")
    held = directory.mandates_of_person(head.id)[0]
    give = {
        "person_id": deputy.id, "position_id": place.head.id, "kind": "plh",
        "valid_from": NOVEMBER[0], "valid_to": NOVEMBER[1], "basis": "SP-7", "now": now,
    }  # fmt: skip
    with pytest.raises(directory.Refused) as no:
        directory.give_mandate(**give, actor=None)  # type: ignore[arg-type]  # from a table
    assert no.value.code == "holder_present"
    directory.record_absence(
        mandate_id=held.id, valid_from=NOVEMBER[0], valid_to=NOVEMBER[1], reason="leave",
        basis="Cuti-3", actor=None, now=now,
    )  # fmt: skip
    assert directory.holder_of(place.head.id, now) is None
    made = directory.give_mandate(**give, actor=None)  # type: ignore[arg-type]  # from a table
    acting = directory.holder_of(place.head.id, now)
    assert acting is not None
    assert (acting.prefix, acting.name, acting.rank) == ("Plh.", "Tono", "IV/a")
    assert acting.mandate == made
    fact = ledger.facts_about(about=made.id, kinds=("mandate.given",))[0]
    assert fact.data["kind"] == "plh"
    assert fact.data["valid_to"] == "2026-11-20"
    # the signature moved, the rest of the head's roles stayed
    away = signed_in(now, head, "sri")
    assert not away.may("signer", place.agency.id)
    assert away.may("supervisor", place.agency.id)
    assert signed_in(now, deputy, "tono").may("signer", place.agency.id)


def test_today_is_the_regions_day_not_the_servers(region: str) -> None:
    now = datetime.fromisoformat("2026-01-01T16:59:59+00:00")  # 23.59 in Bondowoso
    place = office(now)
    officer(now, place.head)  # from 2 January
    assert directory.holder_of(place.head.id, now) is None
    later = datetime.fromisoformat("2026-01-01T17:00:00+00:00")  # midnight there
    assert directory.holder_of(place.head.id, later) is not None


def test_a_definitive_appointment_ends_the_plt(region: str, now: datetime) -> None:
    place = office(now)
    stand_in = officer(now, place.head, "Sari", kind="plt")
    new = directory.register_person(name="Budi", nip="198501012010011001", now=now)
    directory.give_mandate(
        person_id=new.id, position_id=place.head.id, kind="definitive",
        valid_from=date(2026, 11, 16), basis="SK-9", actor=None, now=now,
    )  # fmt: skip
    old = directory.mandates_of_person(stand_in.id)[0]
    assert old.valid_to == date(2026, 11, 15)
    assert [one.kind for one in ledger.facts_about(about=old.id)] == [
        "mandate.given",
        "mandate.ended",
    ]
    acting = directory.holder_of(place.head.id, now)
    assert acting is not None and acting.prefix == ""


def test_the_database_itself_refuses_two_definitive_holders(region: str, now: datetime) -> None:
    place = office(now)
    head = officer(now, place.head)
    with pytest.raises(IntegrityError, match="one_definitive"), ledger.region_transaction():
        models.Mandate.objects.create(
            id=uuid4(), person_id=head.id, position_id=place.head.id, kind="definitive",
            valid_from=date(2027, 1, 1), basis="SK-2",
        )  # fmt: skip
    with ledger.region_transaction(), transaction.atomic():
        models.Mandate.objects.create(  # a Plt row is not its business
            id=uuid4(), person_id=head.id, position_id=place.head.id, kind="plt",
            valid_from=date(2027, 1, 1), basis="SK-2",
        )  # fmt: skip


def test_a_delegate_signs_for_the_named_power_only(region: str, now: datetime) -> None:
    place = office(now)
    officer(now, place.head, "Sri Handayani")
    delegate = officer(now, place.clerk, "Tono")
    directory.give_mandate(
        person_id=delegate.id, position_id=place.head.id, kind="delegation",
        valid_from=date(2026, 6, 1), basis="SK-4", powers=["sip-dokter"], actor=None, now=now,
    )  # fmt: skip
    by_power = directory.holder_of(place.head.id, now, power="sip-dokter")
    assert by_power is not None and (by_power.prefix, by_power.name) == ("a.n.", "Tono")
    general = directory.holder_of(place.head.id, now)
    assert general is not None and general.name == "Sri Handayani"
    actor = signed_in(now, delegate, "tono")
    assert actor.may_sign(place.agency.id, power="sip-dokter")
    assert not actor.may_sign(place.agency.id, power="sip-bidan")
    assert not actor.may_sign(place.agency.id)
    assert not actor.may("signer", place.agency.id)


def test_ending_and_withdrawing(region: str, now: datetime) -> None:
    place = office(now)
    head = officer(now, place.head)
    mandate = directory.mandates_of_person(head.id)[0]
    ended = directory.end_mandate(
        mandate_id=mandate.id, last_day=date(2026, 6, 30), basis="SK-8", actor=None, now=now
    )
    assert ended is not None and ended.valid_to == date(2026, 6, 30)
    with pytest.raises(directory.Refused) as no:
        directory.end_mandate(
            mandate_id=mandate.id, last_day=date(2026, 8, 1), basis="SK-8", actor=None, now=now
        )
    assert no.value.code == "mandate_ended"
    assert (
        directory.end_mandate(
            mandate_id=mandate.id, last_day=date(2026, 1, 1), basis="SK-8", actor=None, now=now
        )
        is None
    )
    assert directory.mandates_of_position(place.head.id) == ()
    assert [one.kind for one in ledger.facts_about(about=mandate.id)].count("mandate.ended") == 2


def test_only_administrators_above_the_organisation_appoint(region: str, now: datetime) -> None:
    place = office(now)
    clerk_person = officer(now, place.clerk)
    clerk = signed_in(now, clerk_person, "budi")
    admin = signed_in(now, officer(now, place.admin, "Yusuf"), "yusuf")
    asked = {
        "person_id": clerk_person.id, "position_id": place.head.id, "kind": "plt",
        "valid_from": date(2026, 11, 16), "basis": "SP-1", "now": now,
    }  # fmt: skip
    for nobody in (clerk, directory.ANONYMOUS):
        with pytest.raises(directory.Refused) as no:
            directory.give_mandate(**asked, actor=nobody)  # type: ignore[arg-type]  # from a table
        assert no.value.code == "not_for_you"
    given = directory.give_mandate(**asked, actor=admin)  # type: ignore[arg-type]  # from a table
    fact = ledger.facts_about(about=given.id)[0]
    assert (fact.actor, fact.organisation) == (admin.account_id, place.agency.id)


def test_of_two_appointments_at_once_one_wins(region: str, now: datetime) -> None:
    place = office(now)
    people = [directory.register_person(name=f"Calon {n}", nip=a_nip(), now=now) for n in range(4)]

    def appoint(person: Any) -> str:
        with ledger.use_region(region):
            try:
                directory.give_mandate(
                    person_id=person.id, position_id=place.head.id, kind="definitive",
                    valid_from=date(2026, 11, 16), basis="SK-1", actor=None, now=now,
                )  # fmt: skip
            except directory.Refused as no:
                return str(no.code)
            finally:
                connection.close()
        return "given"

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(appoint, people))
    assert outcomes == ["given", "two_definitive", "two_definitive", "two_definitive"]
    assert len(directory.mandates_of_position(place.head.id)) == 1
