"""Facts of the directory can hold nothing personal."""

from __future__ import annotations

from pendopo.directory import facts
from pendopo.ledger import api as ledger


def test_no_fact_has_a_field_for_free_text() -> None:
    kinds = [one for one in ledger.kinds().values() if one.__module__ == facts.__name__]
    assert len(kinds) > 20
    assert {
        one.KIND: ledger.untyped_fields(one) for one in kinds if ledger.untyped_fields(one)
    } == {}


def test_unfit_words_become_machine_words() -> None:
    from pendopo.directory.actions.recording import code

    assert code("SK Bupati 821.2/123/430.9/2026") == "SK-Bupati-821.2/123/430.9/2026"
    assert code("  ") == ""
    assert code("«x»") == "x-"
    assert len(code("a" * 500)) == 128
