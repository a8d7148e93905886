"""The published table: made by a job, read in a few statements, recomputed by anybody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from pendopo.voice.tests.doors import cli, directory, ledger, models, voice
from pendopo.voice.tests.reporting import CODE, DAY, HEALTH, MONDAY, ROADS

MONTH = "2026-11"
OTHER = "35.09"
"""A region of its own, so that the reports of other tests do not stand in its table."""


@pytest.fixture(scope="module")
def region_of_its_own(regency: Any) -> str:
    from tests.regency import LONG_AGO, PASSWORD, ROOT

    directory.load_region(ROOT / "packages/regions/jember", now=LONG_AGO, demo_password=PASSWORD)
    return OTHER


@pytest.fixture
def here(region_of_its_own: str) -> Iterator[str]:
    """Empty of reports before, and after."""
    with ledger.use_region(region_of_its_own):
        empty()
        yield region_of_its_own
        empty()


def empty() -> None:
    with ledger.region_transaction():
        for one in (models.ReputationLine, models.ReputationRun, models.ServiceRating,
                    models.AgencyRating):  # fmt: skip
            one.objects.all().delete()


def agency() -> Any:
    return next(one for one in directory.chart().organisations.values() if one.code)


def rated(score: int, kind: str = "service", period: str = "2026-Q4") -> None:
    """A row as the verbs leave it behind."""
    with ledger.region_transaction():
        if kind == "service":
            models.ServiceRating.objects.create(
                id=uuid4(), case_hash=uuid4().bytes, service="sip-dokter", agency_id=agency().id,
                ended_at=MONDAY, score=score, reasons=["U3"], rated_at=MONDAY,
            )  # fmt: skip
        else:
            models.AgencyRating.objects.create(
                id=uuid4(), agency_id=agency().id, period=period, person_hash=uuid4().bytes,
                score=score, rated_at=MONDAY,
            )  # fmt: skip


def statements(act: Any) -> tuple[Any, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        found = act()
    asked = [
        one for one in queries if not one["sql"].startswith(("BEGIN", "COMMIT", "SELECT set_"))
    ]
    return found, len(asked)


def test_a_second_time_without_a_change_nothing_is_made(here: str) -> None:
    assert voice.refresh_reputation(now=MONDAY) is True
    assert voice.refresh_reputation(now=MONDAY + DAY) is False
    rated(4)
    assert voice.refresh_reputation(now=MONDAY + DAY) is True


def test_the_files_behind_it_give_the_same_to_the_last_digit(
    town: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With all reports of all other tests, whatever they are."""
    with ledger.use_region(CODE):
        voice.refresh_reputation(now=MONDAY)
        published = {
            one: voice.published_reputation(dimension=one, month=MONTH)
            for one in ("agency", "topic", "district")
        }
        reports = voice.published_file(kind="reports", month=MONTH)
        ratings = voice.published_file(kind="ratings", month=MONTH)
        kept = list(
            models.ReputationLine.objects.filter(
                region_code=CODE,
                run__month=MONTH,
                dimension__in=("service", "served", "resident"),
            ).values_list("told", flat=True)
        )
    files = [tmp_path / "reports.csv", tmp_path / "ratings.csv"]
    for path, data in zip(files, (reports, ratings), strict=True):
        path.write_bytes(data)
    asked = ["reputation", "--from", str(files[0]), "--ratings", str(files[1]), "--json"]
    assert cli.main(asked) == 0
    printed = json.loads(capsys.readouterr().out)
    for dimension, found in published.items():
        shown = json.loads(json.dumps([voice_plain(one) for one in found.lines]))
        assert printed[dimension] == shown

    def key(one: Any) -> str:
        return json.dumps(one, sort_keys=True)

    assert sorted(printed.get("ratings", []), key=key) == sorted(kept, key=key)


def voice_plain(one: Any) -> Any:
    from dataclasses import asdict

    return asdict(one)


def test_pages_read_it_in_few_statements(here: str) -> None:
    for score in (5, 4, 4, 2, 5):
        rated(score)
        rated(score, "agency")
    voice.refresh_reputation(now=MONDAY)
    _found, asked = statements(lambda: voice.published_reputation(dimension="agency"))
    assert asked <= 2
    record, asked = statements(lambda: voice.agency_record(code=agency().code))
    assert asked <= 2
    assert (record.served.n, record.served.mean) == (5, 4.0)
    assert record.served.counts == (0, 1, 0, 2, 2)
    assert record.served.reasons == (("U3", 5),)
    assert (record.residents.n, record.residents.mean) == (5, 4.0)
    assert record.served.low < 4 < record.served.high
    assert [one.service for one in record.services] == ["sip-dokter"]
    assert record.standing is None


def test_below_five_ratings_only_the_name_is_shown(here: str) -> None:
    for _ in range(4):
        rated(1)
    voice.refresh_reputation(now=MONDAY)
    record = voice.agency_record(code=agency().code)
    assert (record.served.n, record.served.mean, record.served.counts) == (None, None, ())
    assert {one.period for one in voice.rating_rows()} == {""}


def test_ratings_never_enter_the_score(here: str) -> None:
    voice.refresh_reputation(now=MONDAY)
    before = voice.published_reputation(dimension="agency").lines
    for _ in range(50):
        rated(1)
    voice.refresh_reputation(now=MONDAY)
    assert voice.published_reputation(dimension="agency").lines == before


def test_each_month_keeps_its_table_and_its_file(here: str) -> None:
    voice.refresh_reputation(now=MONDAY)
    rated(3)
    voice.refresh_reputation(now=MONDAY + 30 * DAY)
    found = voice.published_reputation(dimension="agency")
    assert found.months == ("2026-12", "2026-11")
    assert voice.published_reputation(dimension="agency", month="2026-11").run.ratings == 0
    assert voice.published_reputation(dimension="agency", month="2020-01") is None
    assert len(voice.published_file(kind="ratings", month="2026-11").splitlines()) == 1
    assert len(voice.published_file(kind="ratings").splitlines()) == 2


def test_the_fact_names_the_files_and_no_person(here: str) -> None:
    import hashlib

    voice.refresh_reputation(now=MONDAY)
    run = voice.published_reputation(dimension="agency").run
    assert hashlib.sha256(voice.published_file(kind="reports")).hexdigest() == run.digest
    with ledger.region_transaction():
        (about,) = models.ReputationRun.objects.values_list("id", flat=True)
    told = list(ledger.facts_about(about=UUID(str(about)), kinds=("reputation.computed",)))
    assert [one.data["export"] for one in told] == [run.digest]
    assert told[0].actor is None


def test_two_agencies_with_reports_stand_in_it(town: Any) -> None:
    with ledger.use_region(CODE):
        voice.refresh_reputation(now=MONDAY)
        found = voice.published_reputation(dimension="agency")
        known = {one.code for one in directory.chart().organisations.values()}
    assert {one.name for one in found.lines} <= known
    assert HEALTH in known and ROADS in known
