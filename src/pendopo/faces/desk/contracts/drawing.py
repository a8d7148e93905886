"""The curve of a contract and the bar of a deviation, as SVG made here; numbers stand beside."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from pendopo.planning import api as planning

WIDTH, HEIGHT = 640, 240
LEFT, TOP, BOTTOM = 44, 12, 26
_EDGE = Decimal(30)
"""Points of deviation that fill half a bar; more is drawn as that much."""


def curve(points: Sequence[planning.CurvePoint]) -> Markup:
    """Planned dashed, real solid, over months; starts at nothing."""
    count = len(points)
    due = [(0, Decimal()), *((at, one.planned) for at, one in enumerate(points, 1))]
    real = [(0, Decimal())] + [
        (at, one.real) for at, one in enumerate(points, 1) if one.real is not None
    ]
    every = max(1, -(-count // 8))
    months = "".join(
        f'<text x="{_x(at, count)}" y="{HEIGHT - 6}" text-anchor="{_anchor(at, count)}">'
        f"{escape(one.month[5:])}/{escape(one.month[2:4])}</text>"
        for at, one in enumerate(points, 1)
        if (count - at) % every == 0
    )
    lines = "".join(
        f'<path class="grid" d="M{LEFT} {_y(Decimal(share))}H{WIDTH}"/>'
        f'<text x="{LEFT - 6}" y="{_y(Decimal(share)) + 4}" text-anchor="end">{share}</text>'
        for share in (0, 25, 50, 75, 100)
    )
    last = real[-1]
    return Markup(
        f'<svg class="curve" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{{}}">'
        f'{lines}{months}<polyline class="due" points="{_path(due, count)}"/>'
        f'<polyline class="real" points="{_path(real, count)}"/>'
        f'<circle cx="{_x(last[0], count)}" cy="{_y(last[1])}" r="5"/></svg>'
    ).format(_("Kurva rencana dan nyata, persen setiap akhir bulan"))


def deviation(points: Decimal) -> Markup:
    """A bar to the left when behind, to the right when ahead, from the middle."""
    long = round(float(min(abs(points), _EDGE) / _EDGE) * 50, 1)
    left = 50 - long if points < 0 else 50
    name = "behind" if points < 0 else "ahead"
    return Markup(
        f'<svg class="deviation {name}" viewBox="0 0 100 8" preserveAspectRatio="none"'
        f' aria-hidden="true" focusable="false"><path d="M0 4H100"/>'
        f'<rect x="{left}" width="{long}" height="8"/></svg>'
    )


def _anchor(at: int, count: int) -> str:
    return "end" if at == count else "middle"


def _x(at: int, count: int) -> float:
    return round(LEFT + (WIDTH - LEFT - 8) * at / max(count, 1), 1)


def _y(share: Decimal) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * float(1 - share / 100), 1)


def _path(points: Sequence[tuple[int, Decimal]], count: int) -> str:
    return " ".join(f"{_x(at, count)},{_y(value)}" for at, value in points)
