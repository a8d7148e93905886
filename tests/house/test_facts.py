"""Facts hold no free text and nothing personal; every kind has its heading in the reference."""

from __future__ import annotations

import pytest

from tests.house.source import ROOT


@pytest.fixture
def kinds(django: None) -> dict[str, type]:
    from pendopo.ledger import api as ledger

    return ledger.kinds()


def test_no_kind_of_fact_can_carry_free_text(kinds: dict[str, type]) -> None:
    from pendopo.ledger import api as ledger

    wrong = {
        name: fields for name, kind in kinds.items() if (fields := ledger.untyped_fields(kind))
    }
    assert not wrong


def test_the_check_itself_finds_free_text(django: None) -> None:
    import msgspec

    from pendopo.ledger import api as ledger

    loose = msgspec.defstruct("Loose", [("words", str), ("code", ledger.Code), ("many", list[str])])
    assert ledger.untyped_fields(loose) == ["words", "many"]


def test_every_kind_is_named_after_its_context_of_the_world(kinds: dict[str, type]) -> None:
    wrong = [name for name in kinds if name.count(".") != 1 or name != name.lower()]
    assert len(kinds) > 20
    assert not wrong


def test_every_kind_has_a_heading_in_the_reference(kinds: dict[str, type]) -> None:
    page = (ROOT / "docs" / "reference" / "facts.md").read_text(encoding="utf-8")
    missing = [name for name in kinds if f"## `{name}`" not in page]
    assert not missing, "run ./pendopo docs"
