"""The catalogue on a real database: versions over time, kept for good, apart per region."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from pendopo.services.load import load
from pendopo.services.tests.packages import SHIPPED, compiled_small, edited

DAY = timedelta(days=1)


@pytest.fixture
def services(region: str):
    from pendopo.services import api

    return api


@pytest.fixture
def later():
    from pendopo.services.load import compile_source

    return compile_source(edited(("service.yaml", "3 working_days", "2 working_days"),
                                 ("stories/terbit.yaml", "2026-11-19", "2026-11-18")))  # fmt: skip


def test_published_and_found(services, now: datetime) -> None:
    version = services.publish(package=compiled_small(), valid_from=now, now=now)
    assert version.hash == compiled_small().hash
    assert services.version_at(slug="surat-contoh", at=now) == version
    assert services.version_at(slug="surat-contoh", at=now - DAY) is None
    assert services.version_at(slug="lain", at=now) is None
    assert services.version(hash=version.hash).slug == "surat-contoh"


def test_a_version_comes_back_from_its_bytes(services, now: datetime, monkeypatch) -> None:
    from pendopo.services import versions

    version = services.publish(package=compiled_small(), valid_from=now, now=now)
    monkeypatch.setattr(versions, "cached", lambda key: None)
    assert services.version(hash=version.hash).source.files == compiled_small().source.files


def test_a_later_version_takes_over_and_the_old_one_stays(services, later, now: datetime) -> None:
    first = services.publish(package=compiled_small(), valid_from=now, now=now)
    second = services.publish(package=later, valid_from=now + 10 * DAY, now=now)
    assert services.version_at(slug="surat-contoh", at=now + 9 * DAY) == first
    assert services.version_at(slug="surat-contoh", at=now + 10 * DAY) == second
    assert services.version(hash=first.hash).total_limit(now.date()).value.amount == 3
    assert services.version(hash=second.hash).total_limit(now.date()).value.amount == 2
    assert services.versions_of(slug="surat-contoh") == (first, second)


def test_a_service_ends(services, now: datetime) -> None:
    services.publish(package=compiled_small(), valid_from=now, valid_to=now + 5 * DAY, now=now)
    assert services.version_at(slug="surat-contoh", at=now + 4 * DAY) is not None
    assert services.version_at(slug="surat-contoh", at=now + 5 * DAY) is None
    assert services.catalogue(language="id", at=now + 5 * DAY) == ()


def test_publishing_again_changes_nothing(services, now: datetime) -> None:
    first = services.publish(package=compiled_small(), valid_from=now, now=now)
    assert services.publish(package=compiled_small(), valid_from=now, now=now + DAY) == first
    assert len(services.versions_of(slug="surat-contoh")) == 1


def test_a_period_must_end_after_it_begins(services, now: datetime) -> None:
    with pytest.raises(services.Refused, match="period"):
        services.publish(package=compiled_small(), valid_from=now, valid_to=now, now=now)


def test_publishing_leaves_a_fact(services, now: datetime) -> None:
    from django.db import connection

    from pendopo.ledger import api as ledger

    version = services.publish(package=compiled_small(), valid_from=now, now=now)
    with ledger.region_transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT kind, data FROM ledger_fact WHERE about = %s", [version.id])
        rows = cursor.fetchall()
    assert [row[0] for row in rows] == ["service.published"]


def test_facts_hold_no_free_text() -> None:
    from pendopo.ledger import api as ledger
    from pendopo.services.facts import ServicePublished

    assert ledger.untyped_fields(ServicePublished) == []


@pytest.mark.parametrize("act", ["UPDATE services_serviceversion SET slug = 'x'",
                                 "DELETE FROM services_serviceversion"])  # fmt: skip
def test_a_published_version_is_never_changed(services, now: datetime, act: str) -> None:
    from django.db import DatabaseError, connection

    from pendopo.ledger import api as ledger

    services.publish(package=compiled_small(), valid_from=now, now=now)
    with pytest.raises(DatabaseError, match="never changed"), ledger.region_transaction():
        connection.cursor().execute(act)


def test_regions_are_apart(services, region: str, now: datetime) -> None:
    from pendopo.ledger import api as ledger

    version = services.publish(package=compiled_small(), valid_from=now, now=now)
    with ledger.use_region("99.99"):
        assert services.version_at(slug="surat-contoh", at=now) is None
        with pytest.raises(LookupError):
            services.version(hash=version.hash)


def test_only_an_administrator_publishes(services, now: datetime) -> None:
    from pendopo.directory import api as directory

    with pytest.raises(services.Refused, match="not-administrator"):
        services.publish(
            package=compiled_small(), valid_from=now, now=now, actor=directory.ANONYMOUS
        )
    assert services.versions_of(slug="surat-contoh") == ()


def test_catalogue_and_search(services, now: datetime) -> None:
    for package in (compiled_small(), load(SHIPPED / "sip-dokter")):
        services.publish(package=package, valid_from=now, now=now)
    cards = services.catalogue(language="id", at=now)
    assert [one.slug for one in cards] == ["surat-contoh", "sip-dokter"]
    card = cards[1]
    assert (card.sla, card.fee, card.free) == ("9 hari kerja", "GRATIS", True)
    english = services.catalogue(language="en", at=now)
    assert {(one.slug, one.fee) for one in english} == {
        ("sip-dokter", "Free"),
        ("surat-contoh", "Free"),
    }
    found = services.search(text="ijin praktek doktr", language="id", at=now)
    assert [one.slug for one in found] == ["sip-dokter"]


def test_fourteen_components(services, now: datetime) -> None:
    services.publish(package=load(SHIPPED / "sip-dokter"), valid_from=now, now=now)
    parts = services.standard(slug="sip-dokter", language="id", at=now)
    assert [one.group for one in parts].count("delivery") == 6
    assert len(parts) == 14 and all(one.lines for one in parts)
    assert next(one for one in parts if one.key == "staff").contoh
    assert services.standard(slug="lain", language="id", at=now) == ()
    basis = services.legal_basis(slug="sip-dokter", language="id", at=now)
    names = [one.regulation for one in basis]
    assert any("17 Tahun 2023" in one for one in names)
    assert not any("29 Tahun 2004" in one for one in names)  # no longer in force


def test_the_catalogue_rarely_asks_the_database(services, now: datetime) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    services.publish(package=compiled_small(), valid_from=now, now=now)
    services.catalogue(language="id", at=now)
    with CaptureQueriesContext(connection) as queries:
        services.catalogue(language="id", at=now)
        services.version_at(slug="surat-contoh", at=now)
        services.version(hash=compiled_small().hash)
        services.search(text="surat contoh", language="id", at=now)
    assert [one["sql"] for one in queries if "services" in one["sql"]] == []


def test_a_version_of_another_process_is_found_at_once(
    services, now: datetime, monkeypatch
) -> None:
    """A case may pin a version that this process has not heard of yet."""
    from pendopo.services import versions

    assert versions.all_versions() == ()  # remembered
    with monkeypatch.context() as other_process:
        other_process.setattr(versions, "forget", lambda region: None)
        version = services.publish(package=compiled_small(), valid_from=now, now=now)
    assert versions.all_versions() == ()
    assert services.version(hash=version.hash).slug == "surat-contoh"


def test_a_package_is_published_only_with_the_version_that_it_calls(services, now) -> None:
    from pendopo.ledger import api as ledger
    from pendopo.services.load import compile_source
    from pendopo.services.tests.test_calls import caller, survey

    called = compile_source(survey())
    with pytest.raises(services.Refused) as refused:
        services.publish(
            package=compile_source(services.assembled(caller(), {called.slug: survey()}.get)),
            valid_from=now,
            now=now,
        )
    assert refused.value.code == "called-unpublished"
    assert "survei-lokasi" in refused.value.text["id"]

    services.publish(package=called, valid_from=now, now=now)
    whole = services.assembled(caller(), services.published(at=now))
    version = services.publish(package=services.load_files(whole.files), valid_from=now, now=now)
    (fact,) = ledger.facts_about(about=version.id)
    assert fact.data["calls"] == [called.hash]
    assert services.version(hash=version.hash).called["survei"].hash == called.hash
