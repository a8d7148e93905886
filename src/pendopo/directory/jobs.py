"""Work in the background: wrapping a region's data keys with a newer master key."""

from __future__ import annotations

from procrastinate.contrib.django import app

from pendopo.directory.actions.keys import rewrap
from pendopo.ledger import api as ledger


@app.task(name="directory.rewrap_keys", retry=ledger.Patience())
def rewrap_keys(region: str, version: int) -> None:
    """Until no key of the region is wrapped by another version; one transaction a batch."""
    with ledger.use_region(region):
        while rewrap(version, now=ledger.clock().now()):
            pass
