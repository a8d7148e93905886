"""Evidence moves with the work: one more application, one more in the figure."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import structs

from pendopo.assessment.instrument import load
from pendopo.config.environment import ROOT
from pendopo.ledger import api as ledger

PEMDI = load(ROOT / "packages" / "instruments" / "pemdi-2026")
MEASURES = ROOT / "packages" / "measures"


def _shown(now: Any) -> dict[int, Any]:
    from pendopo.assessment import api as assessment

    found = assessment.evidence(instrument=PEMDI, language="id", now=now)
    return {one.indicator.number: one.pieces[0] for one in found}


@pytest.fixture
def counted(regency: Any, worker: Any) -> Any:
    """The measures that the instrument names, counted by the worker."""
    from tests.regency import CODE, MONDAY

    from pendopo.measures import api as measures

    with ledger.use_region(CODE):
        for one in PEMDI.indicators:
            for piece in one.evidence:
                measures.declare(
                    measures.load(MEASURES / f"{piece.measure}.yaml"), actor=None, now=MONDAY
                )
        worker.drain(MONDAY)
        yield worker


def test_an_application_more_is_one_more_in_the_evidence(regency: Any, counted: Any) -> None:
    from tests.regency import MONDAY

    before = _shown(MONDAY)[17]
    assert before.value.state == "ready"
    assert {one.slug for one in before.services} >= {"sip-dokter"}
    regency.submit()
    counted.drain(MONDAY)
    after = _shown(MONDAY)[17]
    assert after.value.number == before.value.number + 1


def test_a_measure_that_is_not_declared_says_so(regency: Any) -> None:
    from tests.regency import CODE, MONDAY

    from pendopo.assessment import api as assessment

    indicator = next(one for one in PEMDI.indicators if one.evidence)
    piece = structs.replace(indicator.evidence[0], measure="tidak-ada")
    nobody = structs.replace(PEMDI, indicators=(structs.replace(indicator, evidence=(piece,)),))
    with ledger.use_region(CODE):
        (found,) = assessment.evidence(instrument=nobody, language="id", now=MONDAY)
    assert found.pieces[0].value.state == "unknown" and found.pieces[0].value.number is None


def test_all_numbers_come_in_one_statement(regency: Any, counted: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from tests.regency import MONDAY

    _shown(MONDAY)  # remembers the catalogue
    with CaptureQueriesContext(connection) as seen:
        _shown(MONDAY)
    asked = [one["sql"] for one in seen if "measures_cell" in one["sql"]]
    assert len(asked) == 1
