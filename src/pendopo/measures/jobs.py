"""Slow work of measures: counting a new version from the first fact on."""

from __future__ import annotations

from procrastinate.contrib.django import app

from pendopo.ledger import api as ledger
from pendopo.measures import building


@app.task(name="measures.build", retry=ledger.Patience(tries=8, base=3))
def build(region: str, slug: str) -> None:
    """Build the newest version of a measure; when it is built already there is nothing to do."""
    with ledger.use_region(region):
        building.build(slug=slug, now=ledger.clock().now())
