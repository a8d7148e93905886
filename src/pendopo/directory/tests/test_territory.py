"""Where points lie, without a database: made-up squares, and Bondowoso's approximate cells."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path
from typing import Any

import pytest
import shapely

from pendopo.directory.refusals import Refused
from pendopo.directory.seed.files import read_folder
from pendopo.directory.territory.atlas import Atlas, Level
from pendopo.directory.territory.cells import cells
from pendopo.directory.territory.coordinates import checked_point
from pendopo.directory.territory.outlines import LIGHT, drawn
from pendopo.directory.values import Place

ROOT = Path(__file__).parents[4]
BOUNDARIES = ROOT.parent / "shared" / "data" / "boundaries"
BONDOWOSO = read_folder(ROOT / "packages" / "regions" / "bondowoso")
PLACES = {one.code: one for one in BONDOWOSO.places}


def bondowoso() -> Atlas:
    villages = {
        code: at for code, at in BONDOWOSO.centroids.items() if PLACES[code].kind != "kecamatan"
    }
    level = Level(cells(villages, BONDOWOSO.extent), approximate=True)
    return Atlas(PLACES, districts=None, villages=level, version="1")


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return bondowoso()


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        ("-7.9", 113.8, "point_not_number"),
        (None, 113.8, "point_not_number"),
        (True, 113.8, "point_not_number"),
        (float("nan"), 113.8, "point_not_number"),
        (-7.9, float("inf"), "point_not_number"),
        (10**400, 113.8, "point_not_number"),
        (113.8, -7.9, "point_swapped"),
        (140.7, -2.5, "point_swapped"),
        (91, 10, "point_range"),
        (-7.9, 200, "point_range"),
        (100.0, 181.0, "point_range"),
        (0.0, 0.0, "point_outside"),
        (-6.2, 106.8, "point_outside"),
        (-8.17, 113.70, "point_outside"),  # Jember's town
    ],
)
def test_why_a_point_has_no_place(atlas: Atlas, lat: Any, lon: Any, code: str) -> None:
    with pytest.raises(Refused) as no:
        atlas.at(lat, lon)
    assert no.value.code == code and no.value.text["id"] and no.value.text["en"]


def test_swapped_is_said() -> None:
    with pytest.raises(Refused) as no:
        checked_point(113.82, -7.91355)
    assert "tertukar. Maksud Anda -7.91355, 113.82?" in no.value.text["id"]
    assert "Did you mean -7.91355, 113.82?" in no.value.text["en"]


def test_every_centroid_lies_in_its_own_cell(atlas: Atlas) -> None:
    for code, (lat, lon) in BONDOWOSO.centroids.items():
        found = atlas.at(lat, lon)
        assert found.approximate and found.version == "1"
        if PLACES[code].kind != "kecamatan":
            assert found.village == PLACES[code]
            assert found.district.code == PLACES[code].parent_code


def test_every_place_has_a_cell_and_the_cells_fill_the_region() -> None:
    villages = {
        code: at for code, at in BONDOWOSO.centroids.items() if PLACES[code].kind != "kecamatan"
    }
    made = cells(villages, BONDOWOSO.extent)
    assert set(made) == set(villages) and len(made) == 219
    outline = shapely.Polygon([(lon, lat) for lat, lon in BONDOWOSO.extent])
    assert math.isclose(sum(one.area for one in made.values()), outline.area, rel_tol=1e-6)


def test_two_centroids_at_one_spot_share_it() -> None:
    square = [(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0)]
    assert set(cells({"a": (0.5, 0.2), "b": (0.5, 0.8)}, square)) == {"a", "b"}
    assert set(cells({"a": (0.5, 0.2), "b": (0.5, 0.2), "c": (0.5, 0.8)}, square)) == {"a", "c"}
    assert set(cells({"a": (0.5, 0.2)}, square)) == {"a"}


def squares(*, approximate: bool) -> Atlas:
    """Two districts side by side at the equator, 0.01 degrees (1.1 km) wide; the west one has
    two villages."""
    codes = ("1.1", "1.2", "1.1.1", "1.1.2", "1.2.1")
    places = {
        code: Place(code, "desa" if code.count(".") > 1 else "kecamatan", code, code[:3])
        for code in codes
    }
    shapes = {
        "1.1.1": shapely.box(110.0, 0.0, 110.01, 0.005),
        "1.1.2": shapely.box(110.0, 0.005, 110.01, 0.01),
        "1.2.1": shapely.box(110.01, 0.0, 110.02, 0.01),
    }
    return Atlas(
        places, districts=None, villages=Level(shapes, approximate=approximate), version="1"
    )


@pytest.mark.parametrize(
    ("lat", "lon", "village", "approximate"),
    [
        (0.002, 110.005, "1.1.1", False),
        (0.008, 110.005, "1.1.2", False),
        (0.0051, 110.005, "1.1.2", True),  # 11 metres from the village border
        (0.002, 110.0099, "1.1.1", True),  # 11 metres from the district border
        (0.002, 110.0101, "1.2.1", True),
        (0.002, 109.995, "1.1.1", True),  # half a kilometre outside: the nearest
        (-0.008, 110.015, "1.2.1", True),
    ],
)
def test_near_a_border(lat: float, lon: float, village: str, approximate: bool) -> None:
    found = squares(approximate=False).at(lat, lon)
    assert found.village and found.village.code == village
    assert (found.district.code, found.approximate) == (village[:3], approximate)
    assert squares(approximate=True).at(lat, lon).approximate


def test_more_than_a_kilometre_outside_is_outside() -> None:
    with pytest.raises(Refused, match="point_outside"):
        squares(approximate=False).at(0.002, 109.98)


def test_the_map_is_light_and_its_districts_share_borders(atlas: Atlas) -> None:
    found = drawn(atlas, "kecamatan", source="contoh")
    assert len(found.geojson) <= LIGHT and found.approximate and found.version == "1"
    features = json.loads(found.geojson)["features"]
    assert [one["id"] for one in features] == sorted(atlas.districts.shapes)
    assert features[0]["properties"] == {"code": "35.11.01", "name": "Maesan"}
    shapes = [shapely.geometry.shape(one["geometry"]) for one in features]
    whole = sum(one.area for one in atlas.districts.shapes.values())
    assert shapely.union_all(shapes).area == pytest.approx(whole, rel=0.01)
    assert sum(one.area for one in shapes) == pytest.approx(whole, rel=0.01), "no overlaps"


def test_how_often_the_approximate_cells_are_right(atlas: Atlas) -> None:
    """Against the real polygons: 86 % of random points get the right district, 62 % the right
    village. Two loaded cores place 15,000 points a second in cells, 6,000 in real polygons."""
    if not BOUNDARIES.is_dir():
        pytest.skip(f"no real boundaries in {BOUNDARIES}")
    from pendopo.directory.tests.real_boundaries import shapes_of

    real = shapes_of(BOUNDARIES / "bondowoso_desa.topojson")
    codes, tree = list(real), shapely.STRtree(list(real.values()))
    west, south, east, north = shapely.total_bounds(list(real.values()))
    dice, tried, district, village = random.Random(35_11), 0, 0, 0
    while tried < 3000:
        lat, lon = dice.uniform(south, north), dice.uniform(west, east)
        inside = tree.query(shapely.Point(lon, lat), predicate="within")
        if not len(inside):
            continue
        tried += 1
        truth = codes[inside[0]]
        try:
            found = atlas.at(lat, lon)
        except Refused:
            continue
        district += found.district.code == truth[:8]
        village += found.village is not None and found.village.code == truth
    shares = f"right: district {district / tried:.1%}, village {village / tried:.1%}"
    print(shares)  # noqa: T201 - the share is what whoever runs this wants to read
    assert district / tried > 0.83 and village / tried > 0.58


def test_real_polygons_are_right_everywhere_and_their_map_is_light() -> None:
    if not BOUNDARIES.is_dir():
        pytest.skip(f"no real boundaries in {BOUNDARIES}")
    from pendopo.directory.tests.real_boundaries import shapes_of

    real = shapes_of(BOUNDARIES / "bondowoso_desa.topojson")
    atlas = Atlas(PLACES, districts=None, villages=Level(real, approximate=False), version="2")
    dice, unsure, asked = random.Random(35_11), 0, 0
    for code, shape in real.items():
        west, south, east, north = shape.bounds
        for _ in range(20):
            lat, lon = dice.uniform(south, north), dice.uniform(west, east)
            if shapely.contains_xy(shape, lon, lat):
                found = atlas.at(lat, lon)
                asked, unsure = asked + 1, unsure + found.approximate
                assert found.approximate or (found.village and found.village.code == code)
                assert found.district.code == (found.village or found.district).parent_code
    assert asked > 1500 and unsure / asked < 0.1, "only within 25 metres of a border"
    light = drawn(atlas, "kecamatan", source="")
    assert len(light.geojson) <= LIGHT and not light.approximate
    shapes = [
        shapely.geometry.shape(one["geometry"]) for one in json.loads(light.geojson)["features"]
    ]
    assert sum(one.area for one in shapes) == pytest.approx(
        shapely.union_all(list(real.values())).area, rel=0.005
    )
