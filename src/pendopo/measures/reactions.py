"""Facts move numbers: all measures of a region are kept by one reader, batch by batch."""

from __future__ import annotations

from pendopo.ledger import api as ledger
from pendopo.measures import cells, counting, jobs
from pendopo.measures.versions import READER, current


@ledger.batch_reader(READER)
def keep_cells(facts: tuple[ledger.Read, ...]) -> None:
    """The cells move in the transaction that moves the reader: exactly once, whatever dies."""
    counted = counting.count(current(), facts)
    if cells.book(counted):
        ledger.announce(words=f"measure.moved {ledger.current_region()} {facts[-1].seq}")


@ledger.reader(READER, "measure.declared")
def build(fact: ledger.Read) -> None:
    jobs.build.defer(region=fact.region_code, slug=str(fact.data["slug"]))
