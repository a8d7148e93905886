"""Borders on a map: neighbours keep one line, whatever is done to their corners."""

from __future__ import annotations

import re

from pendopo.faces.components.shapes import eased, joints, name_places, outline, straight

LEFT = ((0, 0), (100, 0), (110, 40), (90, 70), (100, 100), (0, 100))
RIGHT = ((100, 0), (200, 0), (200, 100), (100, 100), (90, 70), (110, 40))
BORDER = LEFT[1:5]


def walked(path: str) -> list[tuple[int, int]]:
    """The spots of a path of relative steps, corners of curves included."""
    first, *rest = re.findall(r"[Mlq][^Mlqz]*", path)
    spot = tuple(map(int, re.findall(r"-?\d+", first)))
    found = [(spot[0], spot[1])]
    for step in rest:
        (x, y), numbers = found[-1], [int(one) for one in re.findall(r"-?\d+", step)]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        found.extend((x + across, y + down) for across, down in pairs)
    return found


def test_a_straight_ring_is_the_ring() -> None:
    assert walked(straight(LEFT)) == list(LEFT)
    assert straight(LEFT[:2]) == "" and eased(LEFT[:2], frozenset(), rounded=False) == ""


def test_spots_that_fell_together_are_one() -> None:
    assert outline([(0, 0), (0, 0), (5, 0), (5, 5), (5, 5), (0, 0)]) == ((0, 0), (5, 0), (5, 5))


def test_borders_meet_where_three_do() -> None:
    assert joints([[LEFT], [RIGHT]]) == {(100, 0), (100, 100)}
    assert joints([[LEFT]]) == frozenset()


def test_neighbours_curve_along_one_line() -> None:
    fixed = joints([[LEFT], [RIGHT]])
    left, right = (walked(eased(one, fixed, rounded=False)) for one in (LEFT, RIGHT))
    assert set(BORDER) <= set(left) & set(right)
    middles = {(105, 20), (100, 55), (95, 85)}
    assert middles <= set(left) & set(right), "the curves touch the middles of the sides"
    assert left[0] == left[-1] and (50, 0) in left


def test_pebbles_stay_inside_their_cell() -> None:
    fixed = joints([[LEFT], [RIGHT]])
    path = walked(eased(RIGHT, fixed, rounded=True))
    assert all(90 <= x <= 200 and 0 <= y <= 100 for x, y in path)
    assert (116, 0) in path, "the corner is cut by so much on each side"


def test_names_stand_inside_and_never_on_each_other() -> None:
    wide, narrow = ((0, 0), (300, 0), (300, 60), (0, 60)), ((0, 60), (20, 60), (20, 90), (0, 90))
    shapes = {"a": [wide], "b": [narrow], "c": [tuple((x, y + 4) for x, y in wide)]}
    names = {"a": "Bondowoso", "b": "Jambesari Darus Sholah", "c": "Tegalampel"}
    found = name_places(shapes, names)
    assert "b" not in found and 0 < found["a"][0] < 300
    assert "c" not in found or abs(found["c"][1] - found["a"][1]) >= 24
    heavy = name_places(shapes, names, weights={"c": 9})
    assert heavy["c"] == (150, 34), "the heaviest chooses first"
    hidden = name_places({"a": [wide]}, names, marks=[(100, 25, 200, 35)])
    assert abs(hidden["a"][1] - 30) >= 10 or hidden["a"] == (150, 30)
