"""The versions that count, of the current region."""

from __future__ import annotations

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.measures import definition
from pendopo.measures.bookings import Counter
from pendopo.measures.models import Version

READER = "measures"


def counter(row: Version) -> Counter:
    zone = directory.zone_of(ledger.current_region())
    return Counter(id=row.pk, definition=definition.read(row.definition), zone=zone)


def current() -> tuple[Counter, ...]:
    """Versions that the reader keeps. One statement; the reader's own lock keeps them the same
    until its batch is committed."""
    rows = Version.objects.filter(state=Version.State.CURRENT).order_by("pk")
    return tuple(counter(row) for row in rows)
