"""Files of boundaries: what comes in, what is refused and how it is said."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pendopo.directory.boundaries.report import HARMLESS
from pendopo.directory.tests.late import directory, models
from pendopo.directory.tests.test_places import a_region, kinds_about
from pendopo.directory.tests.test_territory import BOUNDARIES
from pendopo.ledger import api as ledger

Ring = list[list[float]]


def box(west: float, south: float, east: float, north: float) -> Ring:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


LAUT, DAYA = box(113.7, -7.95, 113.8, -7.9), box(113.7, -8.0, 113.8, -7.95)
TIMUR = box(113.8, -8.0, 113.9, -7.9)


def feature(ring: Any, kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    coordinates = [ring] if kind == "Polygon" else ring
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def collection(*features: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def villages(code: str, laut: Any = LAUT, daya: Any = DAYA, timur: Any = TIMUR) -> list[Any]:
    return [
        feature(laut, kode=f"{code}.01.2001", nama="Barat Laut"),
        feature(daya, kode=f"{code}.01.2002", nama="Barat Daya"),
        feature(timur, kode=f"{code}.02.1001", nama="Timur"),
    ]


@pytest.fixture
def loaded(tmp_path: Path, region: str, now: datetime) -> str:
    directory.load_region(a_region(tmp_path, region), now=now)
    return region


def bring(data: bytes, now: datetime, **over: Any) -> Any:
    return directory.import_boundaries(
        **{"data": data, "dry_run": False, "actor": None, "now": now, **over}
    )


def rules(report: Any) -> list[str]:
    return [one.rule for one in report.notes]


def test_real_villages_replace_the_cells(loaded: str, now: datetime) -> None:
    before = directory.place_at(lat=-7.92, lon=113.72)
    dry = bring(collection(*villages(loaded)), now, dry_run=True)
    assert not dry.refused and dry.applied is None and dry.notes == ()
    assert (dry.level, dry.places, dry.expected, dry.outside) == ("desa", 3, 3, 0)
    assert dry.area == pytest.approx(243.7, rel=0.01)
    assert len(directory.boundary_versions()) == 1, "a dry run keeps nothing"

    done = bring(collection(*villages(loaded)), now, source="Peta contoh")
    assert done.applied.number == 2
    newest, oldest = directory.boundary_versions()
    assert (newest.source, newest.approximate, newest.places) == ("Peta contoh", False, 3)
    assert oldest.approximate, "versions stay"
    found = directory.place_at(lat=-7.92, lon=113.72)
    assert found.village.name == "Barat Laut" and not found.approximate
    assert before.version != found.version and before.approximate
    outlines = directory.outlines()
    assert not outlines.approximate and outlines.source == "Peta contoh"
    assert [one["id"] for one in json.loads(outlines.geojson)["features"]] == [
        f"{loaded}.01", f"{loaded}.02",
    ]  # fmt: skip
    with ledger.region_transaction():
        row = models.BoundarySet.objects.get(number=2)
        assert [kind for (kind,) in kinds_about(row.pk)] == ["boundaries.imported"]

    again = bring(collection(*villages(loaded)), now)
    assert rules(again) == ["same_content"] and again.applied is None


def test_districts_by_name_beside_approximate_villages(loaded: str, now: datetime) -> None:
    data = collection(
        feature(box(113.7, -8.0, 113.8, -7.9), WADMKC="BARAT"),
        feature(TIMUR, WADMKC="Kec. Timur", WADMKK="Kabupaten Contoh"),
        feature(box(110.0, -8.0, 110.1, -7.9), WADMKC="Barat", WADMKK="Kabupaten Lain"),
        feature(box(113.7, -8.0, 113.9, -7.9), nama="Barat", kode=loaded),
    )
    assert rules(bring(data, now)) == ["level_unknown"]
    done = bring(data, now, level="kecamatan")
    assert (done.places, done.outside, rules(done)) == (2, 2, [])
    found = directory.place_at(lat=-7.92, lon=113.72)
    assert (found.district.name, found.village.name) == ("Barat", "Barat Laut")
    assert found.approximate, "its village is a guess"


def test_names_of_villages_need_their_district(loaded: str, now: datetime) -> None:
    data = collection(
        feature(LAUT, DESA="barat  laut", KECAMATAN="Barat"),
        feature(DAYA, DESA="Desa Barat-Daya", KECAMATAN="Timur"),
        feature(TIMUR, DESA="Timur"),
    )
    report = bring(data, now, level="desa")
    assert report.places == 2
    assert rules(report) == ["name_unknown", "missing"] and report.refused


def changed(at: int, **over: Any) -> Any:
    def change(code: str) -> bytes:
        found = villages(code)
        found[at] = {**found[at], **over}
        return collection(*found)

    return change


def ring(points: Any) -> Any:
    return changed(0, geometry={"type": "Polygon", "coordinates": points})


EIGHT = [[113.7, -7.95], [113.8, -7.9], [113.8, -7.95], [113.7, -7.9], [113.7, -7.95]]
TOUCH = [*LAUT[:2], [113.8, -7.92], [113.8, -7.91], [113.8, -7.92], *LAUT[2:]]


@pytest.mark.parametrize(
    ("make", "rule", "kept"),
    [
        (lambda code: b"\xff\xfe{", "not_json", False),
        (lambda code: b"[1, 2]", "not_map", False),
        (lambda code: b'{"type": "Feature"}', "not_map", False),
        (lambda code: b'{"type": "Topology", "objects": {"a": {}}}', "not_map", False),
        (lambda code: b'{"type": "Topology", "arcs": [[[0,0],[1]]], "objects": {}}', "not_map",
         False),
        (lambda code: b"[" * 200_000 + b"]" * 200_000, "too_deep", False),
        (lambda code: collection(), "level_unknown", False),
        (lambda code: collection(*[None] * 20_001), "too_many", False),
        (lambda code: collection(*villages(code), crs={
            "type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32749"}}), "crs", False),
        (lambda code: collection(*villages(code), crs={
            "type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}), None, True),
        (lambda code: collection(*villages(code), crs={
            "type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4326"}}), None, True),
        (lambda code: collection(*villages(
            code, *[[[x * 1000, y * 1000] for x, y in one] for one in (LAUT, DAYA, TIMUR)])),
         "metric", False),
        (lambda code: collection(*villages(
            code, *[[[y, x] for x, y in one] for one in (LAUT, DAYA, TIMUR)])), "swapped", False),
        (changed(0, geometry=None), "shape_kind", False),
        (changed(0, geometry={"type": "Point", "coordinates": [113.7, -7.9]}), "shape_kind", False),
        (ring([]), "shape_wrong", False),
        (ring([[[113.7, -7.9], [113.8, -7.9]]]), "shape_wrong", False),
        (ring([[["113.7", -7.9], [113.8, -7.9], [113.8, -8], [113.7, -7.9]]]), "shape_wrong",
         False),
        (ring([[[113.7, None], [113.8, -7.9], [113.8, -8], [113.7, -7.9]]]), "shape_wrong", False),
        (ring([[[113.7, -97.9], [113.8, -7.9], [113.8, -8], [113.7, -7.9]]]), "shape_wrong", False),
        (ring("abc"), "shape_kind", False),
        (ring([EIGHT]), "shape_lost", False),
        (ring([TOUCH]), "repaired", True),
        (lambda code: collection(*villages(code)[:2]), "missing", False),
        (changed(0, properties={"kode": "91.91.09.2001"}), None, False),
        (lambda code: collection(*villages(code), feature(
            box(113.85, -8.0, 113.9, -7.9), kode=f"{code}.02.1001")), "joined", True),
        (lambda code: collection(*villages(code, daya=LAUT)), "same_ground", False),
        (lambda code: collection(*villages(code, daya=box(113.7, -8.0, 113.8, -7.949))), "overlap",
         True),
        (changed(0, properties={"kode": "KODE.01.2001", "nama": "Desa Lain"}), "name_differs",
         True),
        (changed(0, properties={"kode": "KODE.09.2001"}), "code_unknown", False),
        (changed(0, properties={"desa": "Entah"}), "name_unknown", False),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_half_kept(
    loaded: str, now: datetime, make: Any, rule: str | None, kept: bool
) -> None:
    data = make(loaded).replace(b"KODE", loaded.encode())
    report = bring(data, now)
    if rule:
        assert rule in rules(report)
        told = next(one for one in report.notes if one.rule == rule)
        assert told.text["id"] and told.text["en"]
        assert told.refuses is (rule not in HARMLESS)
    assert (report.applied is not None) is kept and report.refused is not kept
    with ledger.region_transaction():
        assert models.BoundarySet.objects.count() == 1 + kept
        assert models.Boundary.objects.count() == 3 + 3 * kept


def test_a_wrong_feature_is_named(loaded: str, now: datetime) -> None:
    found = villages(loaded)
    found[1]["geometry"]["coordinates"] = [EIGHT]
    report = bring(collection(*found), now)
    assert [one.where for one in report.notes if one.rule == "shape_lost"] == ["#2 Barat Daya"]


def test_a_gap_is_measured(loaded: str, now: datetime) -> None:
    found = villages(loaded)
    hole = box(113.84, -7.96, 113.85, -7.95)
    found[2]["geometry"]["coordinates"] = [TIMUR, hole]
    report = bring(collection(*found), now)
    (gap,) = [one for one in report.notes if one.rule == "gaps"]
    assert "1 celah (121" in gap.text["id"] and report.applied


def test_part_of_the_places_only_when_said(loaded: str, now: datetime) -> None:
    data = collection(*villages(loaded)[:2])
    assert bring(data, now).refused
    done = bring(data, now, partial=True)
    assert done.applied.places == 2 and rules(done) == ["missing"]
    with pytest.raises(directory.Refused, match="point_outside"):
        directory.place_at(lat=-7.95, lon=113.87)


def test_boundaries_of_a_transaction_rolled_back_are_forgotten(loaded: str, now: datetime) -> None:
    before = directory.place_at(lat=-7.92, lon=113.72)
    with pytest.raises(ZeroDivisionError), ledger.region_transaction():
        bring(collection(*villages(loaded)), now)
        assert directory.place_at(lat=-7.92, lon=113.72).version != before.version
        raise ZeroDivisionError
    swapped = villages(loaded, laut=DAYA, daya=LAUT)
    assert bring(collection(*swapped), now).applied.number == 2, "the number is used again"
    assert directory.place_at(lat=-7.92, lon=113.72).village.name == "Barat Daya"


def test_only_an_administrator_of_the_region(loaded: str, now: datetime) -> None:
    with pytest.raises(directory.Refused, match="not_for_you"):
        bring(collection(*villages(loaded)), now, actor=directory.ANONYMOUS)


@pytest.fixture(scope="module")
def bondowoso(django: None) -> str:
    """The real region's code, loaded; the tests below look and change nothing."""
    folder = Path(__file__).parents[4] / "packages" / "regions" / "bondowoso"
    when = datetime.fromisoformat("2026-11-16T02:00:00+00:00")
    directory.load_region(folder, now=when, demo_password="rahasia-demo")
    return "35.11"


@pytest.mark.parametrize(
    ("name", "level", "places", "features", "outside"),
    [
        ("bondowoso_desa.topojson", "desa", 219, 219, 0),
        ("bondowoso_kecamatan_dissolved.topojson", "kecamatan", 23, 23, 0),
    ],
)
def test_the_real_files(
    bondowoso: str, now: datetime, name: str, level: str, places: int, features: int, outside: int
) -> None:
    path = BOUNDARIES / name
    if not path.is_file():
        pytest.skip(f"no real boundaries in {BOUNDARIES}")
    with ledger.use_region(bondowoso):
        report = bring(path.read_bytes(), now, dry_run=True)
    assert not report.refused, [one.text["id"] for one in report.notes if one.refuses]
    assert (report.level, report.places, report.features, report.outside) == (
        level, places, features, outside,
    )  # fmt: skip
    assert report.area == pytest.approx(1555, abs=5)  # square kilometres, as published


def test_a_file_of_regencies_is_not_ours(bondowoso: str, now: datetime) -> None:
    path = BOUNDARIES / "jatim_kabkota.geojson"
    if not path.is_file():
        pytest.skip(f"no real boundaries in {BOUNDARIES}")
    with ledger.use_region(bondowoso):
        report = bring(path.read_bytes(), now, dry_run=True, level="kecamatan")
    assert report.refused and report.places == 0 and "nothing_matched" in rules(report)


def test_the_command(loaded: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pendopo.faces.cli import main

    path = tmp_path / "desa.geojson"
    path.write_bytes(collection(*villages(loaded)))
    command = ["region", "import-boundaries", str(path), "--region", loaded]
    assert main(command) == 0
    assert "desa: 3 dari 3 wilayah" in (said := capsys.readouterr().out) and "--apply" in said
    assert main([*command, "--apply"]) == 0 and "versi 2 berlaku" in capsys.readouterr().out
    assert main([*command, "--apply"]) == 1
    assert "sudah dimuat sebagai versi 2" in capsys.readouterr().out
    assert main(["region", "boundaries", "--region", loaded]) == 0
    assert capsys.readouterr().out.startswith("2\tdesa\t3\tresmi")
    assert main(["region", "import-boundaries", "none.json", "--region", loaded]) == 2
    assert main(["region", "import-boundaries", str(path), "--region", "00.00"]) == 2
    assert main(["region"]) == 2
