"""Placing a point through the front door, in a region of the test's own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pendopo.directory.tests.late import directory, models
from pendopo.ledger import api as ledger

SQUARE = "lat,lon\n-8.0,113.7\n-7.9,113.7\n-7.9,113.9\n-8.0,113.9\n"


def a_region(folder: Path, code: str) -> Path:
    """Two districts beside each other, the west one with two villages."""
    (folder / "region.yaml").write_text(
        f"code: '{code}'\nname: Kabupaten Contoh\nkind: kabupaten\nhosts: [x{code}.localhost]\n"
        "source: contoh\n"
    )
    (folder / "organisations.yaml").write_text("source: contoh\norganisations: []\n")
    rows = [
        (f"{code}.01", "kecamatan", "Barat", -7.95, 113.75),
        (f"{code}.01.2001", "desa", "Barat Laut", -7.925, 113.75),
        (f"{code}.01.2002", "desa", "Barat Daya", -7.975, 113.75),
        (f"{code}.02", "kecamatan", "Timur", -7.95, 113.85),
        (f"{code}.02.1001", "kelurahan", "Timur", -7.95, 113.85),
    ]
    (folder / "territory.csv").write_text(
        "code,kind,name\n" + "".join(f"{c},{k},{n}\n" for c, k, n, _, _ in rows)
    )
    (folder / "centroids.csv").write_text(
        "# contoh\ncode,lat,lon\n" + "".join(f"{c},{lat},{lon}\n" for c, _, _, lat, lon in rows)
    )
    (folder / "extent.csv").write_text(SQUARE)
    return folder


def test_a_loaded_region_knows_its_places(tmp_path: Path, region: str, now: datetime) -> None:
    with pytest.raises(directory.Refused, match="boundaries_missing"):
        directory.place_at(lat=-7.95, lon=113.75)
    directory.load_region(a_region(tmp_path, region), now=now)
    found = directory.place_at(lat=-7.92, lon=113.72)
    assert (found.district.name, found.village.name) == ("Barat", "Barat Laut")
    assert found.approximate
    assert directory.place_at(lat=-7.92, lon=113.89).village.kind == "kelurahan"
    with pytest.raises(directory.Refused, match="point_outside"):
        directory.place_at(lat=-7.5, lon=113.75)
    (version,) = directory.boundary_versions()
    assert (version.number, version.level, version.places, version.approximate) == (
        1, "desa", 3, True,
    )  # fmt: skip
    with ledger.region_transaction():
        row = models.BoundarySet.objects.get()
        assert [kind for kind, *_ in kinds_about(row.pk)] == ["boundaries.imported"]
    directory.load_region(tmp_path, now=now)
    assert len(directory.boundary_versions()) == 1, "loaded again it adds nothing"


def kinds_about(about: object) -> list[tuple[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind FROM ledger_fact WHERE about = %s ORDER BY id", [about])
        return list(cursor.fetchall())


def test_a_point_costs_no_statement_and_a_map_is_drawn_once(
    tmp_path: Path, region: str, now: datetime
) -> None:
    directory.load_region(a_region(tmp_path, region), now=now)
    directory.place_at(lat=-7.95, lon=113.75)
    first = directory.outlines()
    with CaptureQueriesContext(connection) as seen:
        for _ in range(100):
            directory.place_at(lat=-7.95, lon=113.75)
        assert directory.outlines() is first
    assert len(seen) == 0
    directory.forget_boundaries()
    with CaptureQueriesContext(connection) as seen:
        directory.place_at(lat=-7.95, lon=113.75)
    asked = [one["sql"] for one in seen if "boundar" in one["sql"]]
    assert len(asked) == 1, "the version is asked, the polygons are not read again"


def test_a_centroid_of_an_unknown_place_names_its_file(tmp_path: Path, now: datetime) -> None:
    folder = a_region(tmp_path, "96.97")
    for text in ("code,lat,lon\n96.97.09,-7.9,113.7\n", "code,lat,lon\n96.97.01,113.7,-7.9\n",
                 "code,lat,lon\n96.97.01,utara,113.7\n"):  # fmt: skip
        (folder / "centroids.csv").write_text(text)
        with pytest.raises(directory.Refused) as no:
            directory.load_region(folder, now=now)
        assert no.value.text["id"].startswith("centroids.csv: row ")
