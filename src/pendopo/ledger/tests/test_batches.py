"""A reader that takes its facts together: once each, region by region, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from pendopo.ledger.tests.doors import ledger, sequencer, write

NAME = "test_batches"


@pytest.fixture
def heard(django: None) -> Iterator[list[tuple[str, list[int]]]]:
    """Batches of `test.counted` from now on: region and numbers."""
    readers = import_module("pendopo.ledger.readers")
    found: list[tuple[str, list[int]]] = []

    @ledger.batch_reader(NAME, "test.counted")
    def take(facts: tuple[Any, ...]) -> None:
        if any(fact.data["number"] == 13 for fact in facts) and len(facts) > 1:
            raise ValueError("not together with others")
        found.append((ledger.current_region(), [fact.data["number"] for fact in facts]))

    drain()
    while readers._run(readers._readers[NAME], 500):
        pass
    found.clear()
    yield found
    del readers._readers[NAME]


def drain() -> None:
    one = sequencer()
    try:
        while one.run(now=import_module("pendopo.ledger.tests.doors").NOW):
            pass
    finally:
        one.close()


def run() -> int:
    readers = import_module("pendopo.ledger.readers")
    return int(readers._run(readers._readers[NAME], 500))


def test_facts_come_together_and_apart_by_region(heard: list[Any], region: str) -> None:
    write(1, 2)
    with ledger.use_region("94.11"):
        write(3)
    write(4)
    drain()
    assert run() == 4
    assert sorted(heard) == sorted([(region, [1, 2, 4]), ("94.11", [3])])
    assert run() == 0 and len(heard) == 2


def test_a_batch_that_fails_is_taken_one_by_one(heard: list[Any], region: str) -> None:
    write(12, 13, 14)
    drain()
    assert run() == 3
    assert heard == [(region, [12]), (region, [13]), (region, [14])]


def test_what_a_batch_looks_back_on_stands_before_it(heard: list[Any], region: str) -> None:
    from uuid import uuid4

    thing = uuid4()
    for number in (1, 2, 3):
        write(number, about=thing)
    drain()
    facts = ledger.facts_about(about=thing)
    before = ledger.earlier(about=[thing], kinds=["test.counted"], before=facts[2].seq)
    assert sorted(fact.data["number"] for fact in before) == [1, 2]
    page = ledger.page(after=facts[0].seq, before=facts[2].seq)
    assert [fact.id for fact in page] == [facts[0].id, facts[1].id]
    here = {"after": facts[0].seq, "before": facts[2].seq, "region": region}
    assert ledger.page(**here, kinds=["test.counted"]) == page
    assert not ledger.page(**here, kinds=["test.other"])
    assert not ledger.page(**{**here, "region": "99.98"})
