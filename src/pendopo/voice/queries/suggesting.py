"""What the routing thinks of a report, for the officer who decides."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.voice.models import Report
from pendopo.voice.routing import Suggestion

MOST = 1000


@dataclass(frozen=True, slots=True)
class Advice:
    """choices: at most three, likeliest first; agency is an organisation's code. Only an
    `automatic` one may be preselected. sensitive: codes of sensitive topics whose keywords stand
    in the report. model: what read it, "" when only the rule about sensitive topics spoke.
    decided: an agency has had it already, so nothing is preselected any more."""

    choices: tuple[Suggestion, ...]
    sensitive: tuple[str, ...]
    model: str
    decided: bool = False

    @property
    def preselected(self) -> Suggestion | None:
        """The choice that may stand in the form already; the officer still sends it."""
        sure = next((one for one in self.choices if one.automatic), None)
        return None if self.decided else sure


@ledger.within_region
def suggestion(*, case_id: UUID) -> Advice | None:
    """None while it has not been read, and when there was nothing to say. For officers at the
    case, whose right the caller has checked. One statement."""
    row = Report.objects.filter(pk=case_id).values_list("suggestion", "forwarded_at").first()
    kept, forwarded_at = row or (None, None)
    if kept is None:
        return None
    return Advice(
        choices=tuple(Suggestion(**one) for one in kept["choices"]),
        sensitive=tuple(kept["sensitive"]),
        model=kept["model"] or "",
        decided=forwarded_at is not None,
    )


@ledger.within_region
def unread() -> tuple[UUID, ...]:
    """Reports that wait for the coordinator and that no model has read; oldest first."""
    waiting = Report.objects.filter(status="received", suggestion__isnull=True)
    waiting = waiting.filter(words__isnull=False)
    return tuple(waiting.order_by("reported_at").values_list("pk", flat=True)[:MOST])
