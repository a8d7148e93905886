"""Finding a case by the applicant's name, which stands sealed."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger, models
from pendopo.casework.tests.walking import CODE, MONDAY

CLERK = "loket.ptsp"


@pytest.fixture(scope="module")
def known(regency: Any) -> Any:
    from tests.worker import Worker

    case = regency.submit(nama="dr. Mahéswari Kusumaningtyas Putri, Sp.A")
    worker = Worker()
    worker.drain(MONDAY)
    worker.close()
    return case


def find(case: Any, name: str, username: str = CLERK, **more: Any) -> list[Any]:
    with ledger.use_region(CODE):
        who = case.regency.actor(username)
        return list(casework.find_by_name(who=who, name=name, now=MONDAY, **more))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Maheswari", True),
        ("kusumaningtyas, MAHÉSWARI", True),
        ("dr. Putri Kusumaningtyas", True),
        ("Mahes", False),  # whole words only
        ("Maheswari Wibisono", False),
        ("dr", False),
        ("", False),
        ("'; --", False),
    ],
)
def test_whole_words_however_they_are_written(known: Any, typed: str, found: bool) -> None:
    cards = find(known, typed)
    assert (known.number in [one.number for one in cards]) == found
    assert all("Maheswari" not in one.applicant_masked for one in cards)


def test_only_for_the_agencies_of_the_case_and_only_this_service(known: Any) -> None:
    assert find(known, "Kusumaningtyas", "teknis.dinkes") == []
    assert find(known, "Kusumaningtyas", "pengelola.ptsp") == []
    assert find(known, "Kusumaningtyas", service="lain") == []
    assert len(find(known, "Kusumaningtyas", service="sip-dokter")) == 1


def test_each_search_is_counted_and_says_no_name(known: Any) -> None:
    account = known.regency.actor(CLERK).account_id

    def told() -> Counter[int]:
        with ledger.use_region(CODE):
            facts = ledger.facts_about(about=account, kinds=("names.searched",))
        assert all(set(one.data) == {"found"} for one in facts)
        return Counter(int(str(one.data["found"])) for one in facts)

    before = told()
    find(known, "Kusumaningtyas")
    find(known, "Tidakadasiapapun")
    assert told() - before == Counter([1, 0])


def test_erasing_the_person_forgets_the_name(regency: Any, worker: Any) -> None:
    case = regency.submit(nama="Sekarwangi Adiningrum")
    worker.drain(MONDAY)
    assert [one.number for one in find(case, "Adiningrum")] == [case.number]
    with ledger.use_region(CODE):
        person = case.mine().person_id
        directory.erase(person_id=person, basis="permintaan", actor=None, now=MONDAY)
    worker.drain(MONDAY)
    with ledger.use_region(CODE), ledger.region_transaction():
        assert not models.CaseName.objects.filter(case_id=case.case_id).exists()
