"""Match the titles people write in a list with the registered positions."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from pendopo.directory.models import Position as PositionRow
from pendopo.directory.transfers.names import plain
from pendopo.directory.transfers.report import RowResult, refused
from pendopo.directory.transfers.workbook import full_title


class Titles:
    """Positions by title alone and by "title pada organisation", in any case and spacing."""

    def __init__(self, known: dict[str, set[UUID]]) -> None:
        self._known = known

    @classmethod
    def load(cls) -> Titles:
        known: dict[str, set[UUID]] = defaultdict(set)
        for row in PositionRow.objects.select_related("organisation"):
            short = f"{row.title} pada {row.organisation.short_name}"
            for title in (row.title, full_title(row), short):
                known[plain(title)].add(row.pk)
        return cls(known)

    def find(self, row: int, column: str, title: str) -> UUID | RowResult:
        found = self._known.get(plain(title), set())
        if len(found) == 1:
            return next(iter(found))
        rule = "position_ambiguous" if found else "position_not_found"
        return refused(row, column, title, rule)
