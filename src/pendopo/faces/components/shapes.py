"""Borders as paths of an SVG: steps on whole units, few bytes, neighbours on one line."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

Spot = tuple[int, int]
"""A point of the picture in whole units, x to the right and y down: a telephone shows less."""
Outline = tuple[Spot, ...]
"""A closed ring; its first spot is not repeated at the end."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_Line = tuple[int, int, float]
"""Middle of a line through a shape, and how much of a name lies inside it (1 for all)."""

CUT = 16
"""Units that a rounded corner takes off each of its sides, at most half of it."""
LETTER = 9.6
"""Width of a letter of a name on the map, in units."""
LINE = 24
"""Height that a name takes, in units."""
OVER = 0.45
"""Share of a name that must lie inside its shape, at least."""
LEVELS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
"""Heights of a shape at which its name is tried, the middle first."""


def outline(points: Iterable[Spot]) -> Outline:
    """Without spots that fell together when they were rounded."""
    found: list[Spot] = []
    for one in points:
        if not found or one != found[-1]:
            found.append(one)
    while len(found) > 1 and found[0] == found[-1]:
        found.pop()
    return tuple(found)


def joints(shapes: Iterable[Sequence[Outline]]) -> frozenset[Spot]:
    """Where borders of three or more shapes (or of two and the outside) meet."""
    about: dict[Spot, set[Spot]] = defaultdict(set)
    for rings in shapes:
        for ring in rings:
            for here, there in zip(ring, (*ring[1:], ring[0]), strict=True):
                about[here].add(there)
                about[there].add(here)
    return frozenset(spot for spot, near in about.items() if len(near) > 2)


def straight(ring: Outline) -> str:
    """The ring as it is. A ring of less than three spots is nothing to draw."""
    if len(ring) < 3:
        return ""
    pen = _Pen(ring[0])
    for spot in ring[1:]:
        pen.line(spot)
    return pen.closed()


def eased(ring: Outline, fixed: frozenset[Spot], *, rounded: bool) -> str:
    """The ring without hard corners: the middles of its sides stay, each corner becomes a curve
    between them, the same for both neighbours. fixed: corners that stay, because three shapes meet
    there; rounded: those are blunted too, each shape for itself, so that cells lie beside each
    other like pebbles."""
    if len(ring) < 3:
        return ""
    before, start = (ring[-1], *ring[:-1]), _middle(ring[-1], ring[0])
    pen = _Pen(start)
    for last, spot, following in zip(before, ring, (*ring[1:], ring[0]), strict=True):
        if spot not in fixed:
            pen.line(_middle(last, spot))
            pen.curve(spot, _middle(spot, following))
        elif rounded:
            pen.line(_towards(spot, last))
            pen.curve(spot, _towards(spot, following))
        else:
            pen.line(spot)
    return pen.closed()


def name_places(
    shapes: Mapping[str, Sequence[Outline]],
    names: Mapping[str, str],
    *,
    marks: Iterable[Box] = (),
    weights: Mapping[str, int] | None = None,
) -> dict[str, Spot]:
    """Where names stand: in the middle of a line inside their shape, or a little over its border,
    where no other name and preferably no mark is in the way. weights: the heaviest choose first. A
    name without a place is left out."""
    marked, weight = tuple(marks), weights or {}

    tried = {code: _best(rings, names[code], marked) for code, rings in shapes.items()}
    taken = list[Box]()
    found: dict[str, Spot] = {}
    for code in sorted(tried, key=lambda one: (-weight.get(one, 0), -tried[one][0][2])):
        for line in tried[code]:
            box = _box(line, names[code])
            if line[2] > OVER and not any(_overlap(box, one) for one in taken):
                taken.append(box)
                found[code] = line[:2]
                break
    return found


def _best(rings: Sequence[Outline], name: str, marks: Sequence[Box]) -> list[_Line]:
    """Lines for a name, the best first: those that hold more of it, and those without marks."""

    def worth(line: _Line) -> float:
        hidden = any(_overlap(_box(line, name), one) for one in marks)
        return line[2] - (0.3 if hidden else 0.0)

    return sorted(_lines(rings, name), key=worth, reverse=True)


def _lines(rings: Sequence[Outline], name: str) -> Iterator[_Line]:
    ring = max(rings, key=_area)
    top, bottom = min(y for _x, y in ring), max(y for _x, y in ring)
    for level in LEVELS:
        y = round(top + (bottom - top) * level)
        left, right = _widest(ring, y)
        share = min(1.0, (right - left) / (LETTER * (len(name) + 1.5)))
        yield round((left + right) / 2), y, share


def _box(line: _Line, name: str) -> Box:
    x, y, _share = line
    half = LETTER * (len(name) + 1) / 2
    return x - half, y - LINE / 2, x + half, y + LINE / 2


def _overlap(one: Box, other: Box) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def _widest(ring: Outline, y: int) -> tuple[float, float]:
    """The longest stretch of a horizontal line within the ring."""
    crossed = sorted(
        ax + (y - ay) * (bx - ax) / (by - ay)
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (ay > y) != (by > y)
    )
    pairs = zip(crossed[::2], crossed[1::2], strict=True)
    return max(pairs, key=lambda one: one[1] - one[0], default=(0.0, 0.0))


def _area(ring: Outline) -> float:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs))


def _middle(one: Spot, other: Spot) -> Spot:
    return (one[0] + other[0]) // 2, (one[1] + other[1]) // 2


def _towards(corner: Spot, other: Spot) -> Spot:
    across, down = other[0] - corner[0], other[1] - corner[1]
    share = min(0.5, CUT / max(1.0, math.hypot(across, down)))
    return round(corner[0] + across * share), round(corner[1] + down * share)


class _Pen:
    """Writes steps relative to where it stands."""

    def __init__(self, start: Spot) -> None:
        self._at, self._way = start, f"M{start[0]} {start[1]}"

    def line(self, spot: Spot) -> None:
        if spot != self._at:
            self._way += f"l{self._step(spot)}"
            self._at = spot

    def curve(self, corner: Spot, spot: Spot) -> None:
        step = self._step(corner)
        more = self._step(spot)
        self._way += f"q{step}{more if more.startswith('-') else ' ' + more}"
        self._at = spot

    def closed(self) -> str:
        return self._way + "z"

    def _step(self, spot: Spot) -> str:
        across, down = spot[0] - self._at[0], spot[1] - self._at[1]
        return f"{across}{down}" if down < 0 else f"{across} {down}"


def joined(paths: Mapping[str, str], *, but: str = "") -> str:
    """Paths of several shapes as one; but: the code that is left out."""
    return "".join(path for code, path in paths.items() if code != but)
