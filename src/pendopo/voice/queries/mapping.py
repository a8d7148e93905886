"""The public map: reports counted in squares, never as points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Func, IntegerField, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from pendopo.ledger import api as ledger
from pendopo.voice import squares
from pendopo.voice.models import Report, Square
from pendopo.voice.places import Point, cell_of
from pendopo.voice.queries.listing import LISTED, matching
from pendopo.voice.standing import CLOSED
from pendopo.voice.values import Filters

MOST = 4000
"""Squares in one answer; a wider view asks for bigger ones."""
SIZES = (1, 2, 5, 10, 25, 50, 100)
"""How many cells of the grid make the side of a square."""


@dataclass(frozen=True, slots=True)
class MapCell:
    """A square of the map by its south-west corner in cells. waiting: not closed yet."""

    lat: int
    lon: int
    count: int
    waiting: int
    late: int


@dataclass(frozen=True, slots=True)
class MapView:
    """size: side of the squares in cells (`places.CELL` a degree). complete: False when there are
    more squares than one answer holds."""

    size: int
    cells: tuple[MapCell, ...]
    complete: bool


@ledger.within_region
def map_cells(
    *, filters: Filters, size: int = 1, south_west: Point | None = None,
    north_east: Point | None = None,
) -> MapView:  # fmt: skip
    """Public reports by square, the fullest first; one statement. size: the next of `SIZES` that is
    not smaller is taken.

    A view of the whole region comes from the counts that are kept (`squares.py`); a narrower one,
    and filters that are not counted, from the reports that an index finds.
    """
    step = next((one for one in SIZES if one >= size), SIZES[-1])
    kept = squares.holding(filters) if south_west is None and step % squares.SIDE == 0 else None
    rows: QuerySet[Any, dict[str, Any]] = (
        _counted(filters, step, south_west, north_east)
        if kept is None
        else _kept(kept.filter(lat__isnull=False), filters.late, step)
    )
    cells = [MapCell(**row) for row in rows[: MOST + 1]]
    return MapView(size=step, cells=tuple(cells[:MOST]), complete=len(cells) <= MOST)


def _kept(found: QuerySet[Square], late: bool | None, step: int) -> QuerySet[Square, Any]:
    many = squares.number(late)
    return (
        found.order_by()
        .annotate(south=_floored("lat", step), west=_floored("lon", step))
        .values("south", "west")
        .annotate(
            all=Sum(many),
            waiting=Coalesce(Sum(many, filter=Q(standing=squares.OPEN)), 0),
            overdue=Sum("late") if late is not False else Value(0),
        )
        .filter(all__gt=0)
        .order_by("-all", "south", "west")
        .values(lat=F("south"), lon=F("west"), count=F("all"), waiting=F("waiting"),
                late=F("overdue"))
    )  # fmt: skip


def _counted(
    filters: Filters, step: int, south_west: Point | None, north_east: Point | None
) -> QuerySet[Report, Any]:
    found = matching(filters).filter(visibility__in=LISTED, cell_lat__isnull=False)
    if south_west is not None and north_east is not None:
        low, high = cell_of(south_west), cell_of(north_east)
        found = found.filter(
            cell_lat__range=(low.lat, high.lat), cell_lon__range=(low.lon, high.lon)
        )
    return (
        found.order_by()
        .annotate(lat=_floored("cell_lat", step), lon=_floored("cell_lon", step))
        .values("lat", "lon")
        .annotate(
            count=Count("pk"),
            waiting=Count("pk", filter=~Q(status__in=CLOSED)),
            late=Count("pk", filter=Q(verify_late=True) | Q(answer_late=True)),
        )
        .order_by("-count", "lat", "lon")
    )


class _Corner(Func):
    """The corner of the square in which a cell lies; rounds down south of the equator too."""

    template = "(floor(%(expressions)s::numeric / %(step)s)::integer * %(step)s)"
    output_field = IntegerField()


def _floored(column: str, step: int) -> Func:
    return _Corner(F(column), step=int(step))
