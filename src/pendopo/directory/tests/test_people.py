"""People: registered sealed, viewed with a trace, erased for good."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from pendopo.directory.tests.building import office, officer, signed_in
from pendopo.directory.tests.late import directory
from pendopo.ledger import api as ledger

NIK = "3511014208900001"


def kinds_about(about: object) -> list[str]:
    return [one.kind for one in ledger.facts_about(about=about)]  # type: ignore[arg-type]  # from a table


def stored_text(person_id: object) -> str:
    """Everything the database holds of a person, as text."""
    with ledger.region_transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT p::text FROM directory_person p WHERE id = %s", [person_id])
        return str(cursor.fetchone()[0])


def test_nothing_identifying_is_stored_in_clear(region: str, now: datetime) -> None:
    person = directory.register_person(
        name="Siti Aminah", nik=NIK, phone="0812 3456 7890", email="Siti@Contoh.id",
        address="Jalan Melati 7", now=now,
    )  # fmt: skip
    assert person.display_name == "Si** Am****"
    assert person.nik_checked == "not_checked"
    text = stored_text(person.id)
    for secret in ("Siti", "Aminah", NIK, "81234567890", "Melati", "contoh.id"):
        assert secret not in text
        assert secret.encode().hex() not in text
    assert kinds_about(person.id) == ["person.registered"]


def test_the_profile_opens_for_its_owner_without_a_fact(region: str, now: datetime) -> None:
    person = directory.register_person(name="Siti Aminah", nik=NIK, now=now)
    me = signed_in(now, person, "siti")
    assert me.kind == "citizen"
    found = directory.profile(person.id, viewer=me, purpose="own", now=now)
    assert (found.name, found.nik) == ("Siti Aminah", NIK)
    assert NIK not in repr(found)
    assert directory.who_saw(person.id) == ()
    assert "person.viewed" not in kinds_about(person.id)


def test_an_officers_view_is_one_fact_per_purpose_case_and_hour(region: str, now: datetime) -> None:
    place = office(now)
    clerk = signed_in(now, officer(now, place.clerk), "budi")
    person = directory.register_person(name="Siti Aminah", nik=NIK, now=now)
    case = uuid4()

    def view(at: datetime, purpose: str = "sip-dokter.verify", **more: object) -> None:
        directory.profile(person.id, viewer=clerk, purpose=purpose, now=at, **more)  # type: ignore[arg-type]  # from a table

    view(now)
    view(now + timedelta(minutes=20))  # same hour: no second fact
    assert kinds_about(person.id).count("person.viewed") == 1
    view(now + timedelta(hours=1))
    view(now + timedelta(hours=1), purpose="other")
    view(now + timedelta(hours=1), case_id=case)
    view(now + timedelta(hours=1), case_id=case)
    assert kinds_about(person.id).count("person.viewed") == 4
    seen = directory.who_saw(person.id)
    assert len(seen) == 4
    assert seen[-1].organisation == "Dinas Contoh"
    assert seen[-1].position == "Petugas Loket"
    assert seen[-1].purpose == "sip-dokter.verify"
    assert [one.case_id for one in seen].count(case) == 1


def test_views_of_many_are_written_in_two_statements(region: str, now: datetime) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    place = office(now)
    clerk = signed_in(now, officer(now, place.clerk), "budi")
    people = [
        directory.register_person(name=f"Orang {at}", no_nik_reason="lost_records", now=now)
        for at in range(30)
    ]
    case = uuid4()
    seen = [(one.id, None) for one in people] + [(people[0].id, case), (people[0].id, case)]

    def views() -> int:
        assert clerk.person_id is not None
        mine = (clerk.person_id, None)
        return directory.record_views([*seen, mine], viewer=clerk, purpose="register", now=now)

    with CaptureQueriesContext(connection) as statements:
        assert views() == 31  # 30 people, one of them for a case too; not the clerk's own
    frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SELECT set_config")
    asked = [one["sql"].split("\n")[:2] for one in statements if not one["sql"].startswith(frame)]
    assert len(asked) == 2, asked
    assert views() == 0
    assert all(kinds_about(one.id).count("person.viewed") == 1 for one in people[1:])
    assert {one.case_id for one in directory.who_saw(people[0].id)} == {None, case}
    assert directory.record_views(seen, viewer=directory.ANONYMOUS, purpose="x", now=now) == 0


def test_citizens_and_nobody_do_not_see_others(region: str, now: datetime) -> None:
    person = directory.register_person(name="Siti Aminah", nik=NIK, now=now)
    other = directory.register_person(name="Tono", no_nik_reason="lost_records", now=now)
    for viewer in (signed_in(now, other, "tono"), directory.ANONYMOUS):
        with pytest.raises(directory.Refused) as no:
            directory.profile(person.id, viewer=viewer, purpose="curiosity", now=now)
        assert no.value.code == "not_for_you"


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({}, "no_nik_reason_missing"),
        ({"no_nik_reason": "newborn"}, None),
        ({"foreigner": True}, "foreigner_document_missing"),
        ({"foreigner": True, "passport": "x 123 4567"}, None),
        ({"foreigner": True, "permit": "2C41JE0001-W"}, None),
        ({"nik": "123"}, "nik_malformed"),
        ({"nip": "198501012010011999"}, None),
        ({"name": "  ", "nik": NIK}, "name_missing"),
    ],
)
def test_paths_without_a_nik(
    region: str, now: datetime, given: dict[str, object], refusal: str | None
) -> None:
    arguments = {"name": "Alex Example", "now": now} | given
    if refusal is None:
        person = directory.register_person(**arguments)  # type: ignore[arg-type]  # from a table
        assert not person.has_nik
        return
    with pytest.raises(directory.Refused) as no:
        directory.register_person(**arguments)  # type: ignore[arg-type]  # from a table
    assert no.value.code == refusal


def test_one_person_per_number_and_region(region: str, now: datetime) -> None:
    first = directory.register_person(name="Siti Aminah", nik=NIK, now=now)
    with pytest.raises(directory.Refused) as no:
        directory.register_person(name="Siti Lain", nik="3511 0142 0890 0001", now=now)
    assert no.value.code == "person_known"
    assert directory.find_person(nik=NIK) == first
    alien = directory.register_person(name="A", foreigner=True, passport="X1234567", now=now)
    assert directory.find_person(document="x 1234567") == alien
    with ledger.use_region("89.99"):
        assert directory.find_person(nik=NIK) is None
        assert directory.masked([first.id]) == {}


def test_who_may_correct_whom(region: str, now: datetime) -> None:
    place = office(now)
    head = signed_in(now, officer(now, place.head, "Sri"), "sri")
    clerk = signed_in(now, officer(now, place.clerk), "budi")
    person = directory.register_person(name="Siti Aminah", nik=NIK, now=now)
    with pytest.raises(directory.Refused) as no:
        directory.change_person(person_id=person.id, address="X", actor=head, now=now)
    assert no.value.code == "not_for_you"
    directory.change_person(person_id=person.id, address="X", actor=clerk, now=now)


def test_a_person_of_another_region_cannot_be_reached(region: str, now: datetime) -> None:
    place = office(now)
    clerk = signed_in(now, officer(now, place.clerk), "budi")
    with ledger.use_region("89.95"):
        stranger = directory.register_person(name="Siti", no_nik_reason="newborn", now=now)

    def officer_of(person: Any) -> None:
        directory.give_mandate(
            person_id=person.id, position_id=place.head.id, kind="definitive",
            valid_from=now.date(), basis="SK-1", actor=None, now=now,
        )  # fmt: skip

    assert not directory.record_view(stranger.id, viewer=clerk, purpose="x", now=now)
    for attempt in (
        lambda: directory.profile(stranger.id, viewer=clerk, purpose="x", now=now),
        lambda: officer_of(stranger),
        lambda: signed_in(now, stranger, "siti"),
    ):
        with pytest.raises(directory.Refused) as no:
            attempt()
        assert no.value.code == "person_unknown"


def test_corrections_reseal_and_name_the_fields_only(region: str, now: datetime) -> None:
    person = directory.register_person(name="Siti Aminah", nik=NIK, now=now)
    me = signed_in(now, person, "siti")
    directory.change_person(
        person_id=person.id, name="Siti Aminah Putri", phone="08123456789", actor=me, now=now
    )
    found = directory.profile(person.id, viewer=me, purpose="own", now=now)
    assert (found.name, found.phone, found.nik) == ("Siti Aminah Putri", "+628123456789", NIK)
    fact = ledger.facts_about(about=person.id, kinds=("person.changed",))[0]
    assert fact.data == {"fields": ["name", "phone"]}


def test_erasure_destroys_the_key_and_keeps_the_facts(region: str, now: datetime) -> None:
    person = directory.register_person(name="Siti Aminah", nik=NIK, now=now)
    me = signed_in(now, person, "siti")
    before = kinds_about(person.id)
    with pytest.raises(directory.Refused):  # asking is theirs, doing is the administrator's
        directory.erase(person_id=person.id, basis="permintaan-1", actor=me, now=now)
    directory.erase(person_id=person.id, basis="permintaan-1", actor=None, now=now)
    directory.erase(person_id=person.id, basis="permintaan-1", actor=None, now=now)
    assert kinds_about(person.id) == [*before, "person.erased"]
    gone = directory.person(person.id)
    assert gone is not None and gone.erased and gone.display_name == "(data dihapus)"
    assert directory.find_person(nik=NIK) is None
    assert directory.actor_of(me.account_id, now) == directory.ANONYMOUS
    with pytest.raises(directory.Refused) as no:
        directory.profile(person.id, viewer=me, purpose="own", now=now)
    assert no.value.code == "person_erased"
    with pytest.raises(directory.KeyUnavailable):
        directory.key_of_person(person_id=person.id)
    again = directory.register_person(name="Siti Aminah", nik=NIK, now=now)
    assert again.id != person.id


def test_sealed_bytes_swapped_between_two_people_do_not_open(region: str, now: datetime) -> None:
    one = directory.register_person(name="Siti Aminah", nik=NIK, now=now)
    two = directory.register_person(name="Tono", no_nik_reason="newborn", now=now)
    me = signed_in(now, one, "siti")
    with ledger.region_transaction(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE directory_person a SET profile_sealed = b.profile_sealed"
            " FROM directory_person b WHERE a.id = %s AND b.id = %s",
            [one.id, two.id],
        )
    with pytest.raises(directory.Broken):
        directory.profile(one.id, viewer=me, purpose="own", now=now)


def test_rewrapping_in_batches_keeps_everything_readable(region: str, now: datetime) -> None:
    people = [
        directory.register_person(name=f"Warga {n}", no_nik_reason="newborn", now=now)
        for n in range(5)
    ]
    directory.erase(person_id=people[0].id, basis="uji", actor=None, now=now)
    spare = directory.new_key(now)
    assert directory.rewrap(2, now=now, batch=2) == 3  # four people and the spare key: five
    assert directory.rewrap(2, now=now, batch=10) == 0
    assert directory.rewrap(2, now=now) == 0
    assert directory.load_key(spare.id) == spare
    assert set(directory.load_keys([spare.id, uuid4()])) == {spare.id}
    me = signed_in(now, people[1], "warga")
    assert directory.profile(people[1].id, viewer=me, purpose="own", now=now).name == "Warga 1"
