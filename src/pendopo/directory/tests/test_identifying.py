"""An account is linked to a person at the counter, and taken back."""

from __future__ import annotations

import dataclasses
from typing import Any
from uuid import uuid4

import pytest

CODE = "35.11"
NIK = "3511991208850003"
NAME = "Slamet Riyadi (contoh)"


@pytest.fixture
def account(regency: Any) -> Any:
    from tests.regency import MONDAY

    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger

    with ledger.use_region(CODE):
        return directory.create_account(
            username=f"sambung-{uuid4().hex[:8]}", password="kopi pahit dan hujan", way="signup",
            now=MONDAY,
        )  # fmt: skip


def link(account: Any, who: Any, **changes: Any) -> Any:
    from tests.regency import MONDAY

    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger

    given: dict[str, Any] = {
        "login": account.username, "nik": NIK, "name": NAME, "actor": who, "now": MONDAY,
        "code": directory.account_code(account.id, MONDAY.date()),
    }  # fmt: skip
    with ledger.use_region(CODE):
        return directory.identify_account(**{**given, **changes})


def person_of(account: Any) -> Any:
    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger

    with ledger.use_region(CODE):
        found = directory.account(account.id)
    return found.person_id if found else None


def test_an_account_is_linked_the_look_is_counted_and_it_is_taken_back(
    regency: Any, account: Any
) -> None:
    from tests.regency import MONDAY

    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger

    clerk, citizen = regency.actor("loket.ptsp"), regency.actor("warga2")
    assert link(account, clerk) == account.id
    assert person_of(account) == citizen.person_id
    with ledger.use_region(CODE):
        seen = directory.who_saw(citizen.person_id)
        assert "identity" in [one.purpose for one in seen]
        kinds = [one.kind for one in ledger.facts_about(about=account.id)]
        assert "account.identified" in kinds
        other = dataclasses.replace(clerk, account_id=uuid4())
        with pytest.raises(directory.Refused, match="link_unknown"):
            directory.undo_identification(account_id=account.id, actor=other, now=MONDAY)
        directory.undo_identification(account_id=account.id, actor=clerk, now=MONDAY)
        with pytest.raises(directory.Refused, match="link_unknown"):
            directory.undo_identification(account_id=account.id, actor=clerk, now=MONDAY)
    assert person_of(account) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"code": "000000x"}, "link_unknown"),
        ({"login": "tidak-ada"}, "link_unknown"),
        ({"login": ""}, "link_unknown"),
        ({"name": "Orang Lain"}, "link_name"),
        ({"nik": "12"}, "nik_malformed"),
        ({"nik": "3511991505700001", "name": "Raden Arya Wiraguna (contoh)"}, "link_officer"),
    ],
)
def test_what_does_not_fit_is_refused_and_links_nothing(
    regency: Any, account: Any, changes: dict[str, str], code: str
) -> None:
    from pendopo.directory import api as directory

    with pytest.raises(directory.Refused, match=code):
        link(account, regency.actor("loket.ptsp"), **changes)
    assert person_of(account) is None


@pytest.mark.parametrize("username", ["warga", "bantu.pancoran", "kadis.ptsp", "admin.kabupaten"])
def test_only_a_counter_links(regency: Any, account: Any, username: str) -> None:
    from pendopo.directory import api as directory

    with pytest.raises(directory.Refused, match="not_for_you"):
        link(account, regency.actor(username))


def test_yesterdays_code_and_a_linked_account_are_refused(regency: Any, account: Any) -> None:
    from datetime import timedelta

    from tests.regency import MONDAY

    from pendopo.directory import api as directory

    clerk = regency.actor("loket.ptsp")
    old = directory.account_code(account.id, MONDAY.date() - timedelta(days=1))
    with pytest.raises(directory.Refused, match="link_unknown"):
        link(account, clerk, code=old)
    link(account, clerk)
    with pytest.raises(directory.Refused, match="link_done"):
        link(account, clerk)
