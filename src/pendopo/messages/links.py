"""Addresses in what people are sent."""

from __future__ import annotations

import os

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger


@ledger.within_region
def link(*, path: str) -> str:
    """The full address of a page of the current region; `path` begins with a slash."""
    origin = os.environ.get("PENDOPO_ORIGIN", "")
    if not origin:
        found = directory.region(ledger.current_region())
        origin = f"https://{found.host}" if found else ""
    return origin.rstrip("/") + path
