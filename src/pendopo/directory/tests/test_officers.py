"""Officers come in by invitation, and in lists."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from pendopo.directory.tests.building import office, officer, signed_in
from pendopo.directory.tests.late import directory, models
from pendopo.ledger import api as ledger

PASSWORD = "melati-di-tepi-sawah"


def test_an_invitation_works_once(region: str, now: datetime) -> None:
    place = office(now)
    person = officer(now, place.clerk)
    admin = signed_in(now, officer(now, place.admin, "Yusuf"), "yusuf")
    invitation = directory.invite_officer(person_id=person.id, actor=admin, now=now)
    assert len(invitation.code) == 19 and invitation.code not in repr(invitation)
    with ledger.region_transaction():
        stored = models.Invitation.objects.get(pk=invitation.id)
    assert invitation.code.encode() not in bytes(stored.code_hash)
    typed = invitation.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    made = directory.accept_invitation(
        code=typed, username=f"Budi-{region}", password=PASSWORD, phone=None, now=now
    )
    assert made.username == f"budi-{region}"
    assert directory.actor_of(made.id, now).may("front_office", place.agency.id)
    assert [one.kind for one in ledger.facts_about(about=made.id)] == ["account.created"]
    assert [one.kind for one in ledger.facts_about(about=invitation.id)] == [
        "officer.invited",
        "officer.invitation_accepted",
    ]
    with pytest.raises(directory.Refused) as no:
        directory.accept_invitation(code=typed, username="x", password=PASSWORD, now=now)
    assert no.value.code == "invitation_invalid"
    with pytest.raises(directory.Refused) as no:
        directory.invite_officer(person_id=person.id, actor=admin, now=now)
    assert no.value.code == "account_taken"


def test_invitations_expire_and_replace_each_other(region: str, now: datetime) -> None:
    place = office(now)
    person = officer(now, place.clerk)
    first = directory.invite_officer(person_id=person.id, actor=None, now=now)
    second = directory.invite_officer(person_id=person.id, actor=None, now=now)
    for code, at, refusal in (
        (first.code, now, "invitation_expired"),
        (second.code, now + timedelta(days=7), "invitation_expired"),
        ("0000-0000-0000-0000", now, "invitation_invalid"),
        ("", now, "invitation_invalid"),
    ):
        with pytest.raises(directory.Refused) as no:
            directory.accept_invitation(code=code, username="x", password=PASSWORD, now=at)
        assert no.value.code == refusal
    with pytest.raises(directory.Refused) as no:
        directory.accept_invitation(code=second.code, username="x", password="123", now=now)
    assert no.value.code == "password_weak"
    # a refused attempt does not use the code up
    assert directory.accept_invitation(
        code=second.code, username=f"u-{region}", password=PASSWORD, now=now
    )


def test_who_may_invite_whom(region: str, now: datetime) -> None:
    place = office(now)
    person = officer(now, place.clerk)
    clerk = signed_in(now, officer(now, place.head, "Sri"), "sri")
    stranger = directory.register_person(name="Tono", no_nik_reason="newborn", now=now)
    for someone, actor, refusal in (
        (person, clerk, "not_for_you"),
        (stranger, None, "position_unknown"),  # register and appoint first
    ):
        with pytest.raises(directory.Refused) as no:
            directory.invite_officer(person_id=someone.id, actor=actor, now=now)
        assert no.value.code == refusal


def test_the_list_of_officers_masks_their_numbers(region: str, now: datetime) -> None:
    place = office(now)
    person = officer(now, place.head, nip="198501012010011007")
    officer(now, place.admin, "Yusuf")
    actor = signed_in(now, person, "budi")
    (found,) = directory.officers(now=now, organisation_id=place.agency.id)
    assert (found.name, found.nip_masked) == ("Budi Santoso", "**************1007")
    assert found.account_id == actor.account_id
    assert found.roles == actor.roles
    assert len(directory.officers(now=now)) == 2


def test_usernames_and_phones_are_taken_once(region: str, now: datetime) -> None:
    tail = f"{int(region.replace('.', '')):05d}"
    directory.create_account(
        username=f"siti.{region}", password=PASSWORD, phone=f"0812000{tail}", way="seed", now=now
    )
    for name, phone in ((f"SITI.{region}", None), (f"other.{region}", f"+62812000{tail}")):
        with pytest.raises(directory.Refused) as no:
            directory.create_account(
                username=name, password=PASSWORD, phone=phone, way="seed", now=now
            )
        assert no.value.code == "account_taken"
