"""`actor_of` in one statement; the second factor as a switch; tokens of applications."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from pendopo.directory.tests.building import office, officer, signed_in
from pendopo.directory.tests.late import directory, models
from pendopo.ledger import api as ledger

FRAME = ("BEGIN", "COMMIT", "SELECT set_config")


def test_one_statement_whatever_the_officer_holds(region: str, now: datetime) -> None:
    place = office(now)
    person = officer(now, place.head)
    directory.give_mandate(
        person_id=person.id, position_id=place.clerk.id, kind="plt",
        valid_from=now.date(), basis="SP-2", actor=None, now=now,
    )  # fmt: skip
    actor = signed_in(now, person, "budi")
    with CaptureQueriesContext(connection) as queries:
        found = directory.actor_of(actor.account_id, now)
    asked = [one["sql"] for one in queries if not one["sql"].startswith(FRAME)]
    assert len(asked) == 1
    assert found == actor
    assert found.name == "Budi Santoso"
    assert found.name not in repr(found)
    assert found.kind == "officer"
    assert {one.code for one in found.positions} == {"kepala_dinas", "petugas_loket"}
    assert found.organisation_ids == {place.agency.id}
    assert found.may("signer", place.agency.id) and found.may("front_office", place.agency.id)
    assert not found.may("signer", place.root.id) and found.may("signer")
    assert not found.may("regent")


def test_nobody(region: str, now: datetime) -> None:
    person = directory.register_person(name="Siti", no_nik_reason="newborn", now=now)
    actor = signed_in(now, person, "siti")
    assert directory.actor_of(None, now) == directory.ANONYMOUS
    assert directory.actor_of(person.id, now) == directory.ANONYMOUS  # not an account
    with ledger.use_region("89.98"):  # at home elsewhere
        assert directory.actor_of(actor.account_id, now) == directory.ANONYMOUS
    models.Account.objects.filter(pk=actor.account_id).update(is_active=False)
    assert directory.actor_of(actor.account_id, now) == directory.ANONYMOUS


def test_mandates_of_other_days_give_no_role(region: str, now: datetime) -> None:
    place = office(now)
    actor = signed_in(now, officer(now, place.head), "budi")
    assert actor.roles
    long_ago = datetime.fromisoformat("2025-12-31T05:00:00+00:00")
    then = directory.actor_of(actor.account_id, long_ago)
    assert then.kind == "citizen" and then.roles == frozenset()


def test_the_second_factor_is_a_switch(region: str, now: datetime) -> None:
    place = office(now)
    actor = signed_in(now, officer(now, place.head), "budi")
    assert not actor.needs_second_factor
    with override_settings(DIRECTORY_OFFICERS_NEED_SECOND_FACTOR=True):
        held_back = directory.actor_of(actor.account_id, now)
        assert held_back.needs_second_factor and held_back.roles == frozenset()
        assert held_back.kind == "officer" and held_back.mandates
        _add_factor(actor)
        assert directory.actor_of(actor.account_id, now).roles == actor.roles


def _add_factor(actor: directory.Actor) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user_id=actor.account_id, type="totp", data={})


def test_tokens_work_until_revoked_or_expired(region: str, now: datetime) -> None:
    place = office(now)
    admin = signed_in(now, officer(now, place.admin), "yusuf")
    token = directory.issue_token(
        organisation_id=place.agency.id, name="Situs dinas", scopes=["track", "catalogue"],
        expires_at=now + timedelta(days=30), actor=admin, now=now,
    )  # fmt: skip
    assert token.secret not in repr(token)
    app = directory.token_actor(token.secret, now)
    assert (app.kind, app.account_id, app.name) == ("service", token.id, "Situs dinas")
    assert app.scopes == {"track", "catalogue"} and app.roles == frozenset()
    assert app.organisation_ids == {place.agency.id}
    listed = directory.tokens_of(place.agency.id)
    assert [(one.hint, one.secret) for one in listed] == [(token.secret[-4:], "")]
    nobody = directory.ANONYMOUS
    assert directory.token_actor(token.secret + "x", now) == nobody
    assert directory.token_actor("", now) == nobody
    assert directory.token_actor(token.secret, now + timedelta(days=30)) == nobody
    with ledger.use_region("89.97"):
        assert directory.token_actor(token.secret, now) == nobody
    directory.revoke_token(token_id=token.id, actor=admin, now=now)
    directory.revoke_token(token_id=token.id, actor=admin, now=now)
    assert directory.token_actor(token.secret, now) == nobody
    assert [one.kind for one in ledger.facts_about(about=token.id)] == [
        "token.issued",
        "token.revoked",
    ]


def test_tokens_are_issued_by_administrators_with_known_scopes(region: str, now: datetime) -> None:
    place = office(now)
    clerk = signed_in(now, officer(now, place.clerk), "budi")
    admin = signed_in(now, officer(now, place.admin, "Yusuf"), "yusuf")
    for actor, scopes, refusal in (
        (clerk, ["track"], "not_for_you"),
        (admin, ["everything"], "scope_unknown"),
    ):
        with pytest.raises(directory.Refused) as no:
            directory.issue_token(
                organisation_id=place.agency.id, name="X", scopes=scopes, actor=actor, now=now
            )
        assert no.value.code == refusal
