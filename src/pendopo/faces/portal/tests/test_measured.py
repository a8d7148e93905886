"""The public twin's measures: only those declared public, small counts hidden and not to be had
by subtraction."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[5]
HIDDEN, FEW = "disembunyikan", "kurang dari 5"


def points(*counts: int, first: int = 1) -> list[Any]:
    from pendopo.measures.values import Point

    days = [dt.date(2026, first + at, 1) for at in range(len(counts))]
    return [Point(day, day, Decimal(n), n) for day, n in zip(days, counts, strict=True)]


@pytest.mark.parametrize(
    ("kind", "counts", "said"),
    [
        ("count", (0, 7, 12), ("0", "7", "12")),
        ("count", (3, 2, 12), (FEW, FEW, "12")),
        ("count", (3, 9, 12), (FEW, HIDDEN, "12")),
        ("sum", (4, 9, 0), (FEW, HIDDEN, "0")),
        ("count", (3, 0, 0), (FEW, "0", "0")),
        ("on_time_share", (3, 9, 12), (HIDDEN, "9", "12")),
        ("median", (0, 4, 12), ("0", HIDDEN, "12")),
    ],
)
def test_small_months_are_hidden(
    django: None, kind: str, counts: tuple[int, ...], said: tuple[str, ...]
) -> None:
    from pendopo.faces.portal.measured import months

    found = months(kind, points(*counts), 2026)
    assert tuple(one.said for one in found) == said
    assert [one.value is None for one in found] == [one in (FEW, HIDDEN) for one in said]


def test_a_month_of_last_year_gives_nothing_away(django: None) -> None:
    """The year's sum does not hold it: no other month is hidden for its sake."""
    from pendopo.faces.portal.measured import months

    assert [one.said for one in months("count", points(3, 9), 2027)] == [FEW, "9"]


def test_the_twin_shows_public_measures_with_table_chart_and_age(
    regency: Any, client: Any, worker: Any
) -> None:
    from pendopo.ledger import api as ledger
    from pendopo.measures import api as measures

    with ledger.use_region("35.11"):
        now = ledger.clock().now()
        for slug in ("permohonan-masuk", "berkas-berjalan"):
            found = measures.load(ROOT / f"packages/measures/{slug}.yaml")
            measures.declare(found, actor=None, now=now)
        for _ in range(6):
            regency.submit(now=now)
        worker.drain(now)
        assert measures.measure(slug="permohonan-masuk").public
        assert not measures.measure(slug="berkas-berjalan").public
    page = client.get("/pantau/").content.decode()
    assert "Permohonan masuk" in page and "Berkas sedang berjalan" not in page
    card = page.split("<h3>Permohonan masuk")[1].split("</article>")[0]
    assert "data-value=" in card and "<table" in card and "Dihitung sampai" in card
    assert "kurang dari 5 perkara disembunyikan" in page
    assert "charts.css" in page and "charts.js" not in page


def test_hashes_of_other_measures_stay(django: None) -> None:
    """A declaration that is not public reads as it did before: nothing is counted anew."""
    import hashlib

    import msgspec

    from pendopo.measures import api as measures

    found = measures.load(ROOT / "packages/measures/berkas-berjalan.yaml")
    plain = msgspec.json.encode(found, order="deterministic").decode()
    before = plain.removesuffix(',"public":false}') + "}"
    assert before != plain and hashlib.sha256(before.encode()).hexdigest() == found.hash
