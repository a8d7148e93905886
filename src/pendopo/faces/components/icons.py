"""Icons: one sprite of 24 x 24 strokes, drawn inline so a page needs no request for them."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from markupsafe import Markup

SPRITE = Path(__file__).parent / "images" / "icons.svg"
_SYMBOL = re.compile(r'<symbol id="([a-z-]+)" viewBox="0 0 24 24"><path d="([^"<>]+)"/></symbol>')


@functools.cache
def paths() -> dict[str, str]:
    """Name of every icon with its SVG path data (units: the 24 x 24 box)."""
    return dict(_SYMBOL.findall(SPRITE.read_text(encoding="utf-8")))


@functools.cache
def icon(name: str, label: str = "") -> Markup:
    """The icon as inline SVG; without a label it is hidden from screen readers.

    Raises KeyError for a name that is not in the sprite.
    """
    means = Markup('role="img" aria-label="{}"').format(label) if label else 'aria-hidden="true"'
    return Markup(
        '<svg class="i" viewBox="0 0 24 24" focusable="false" {}><path d="{}"/></svg>'
    ).format(Markup(means), paths()[name])
