"""YAML of a region's folder: plain values only, so that a small file never grows in memory."""

from __future__ import annotations

from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def first_anchor(text: str) -> int:
    """The line of the first anchor, alias or tag; 0 when there is none."""
    for event in yaml.parse(text, Loader=LOADER):
        marked = getattr(event, "anchor", None) or getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent) or marked:
            return int(event.start_mark.line) + 1 if event.start_mark else 1
    return 0
