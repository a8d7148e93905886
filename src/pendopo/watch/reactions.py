"""When a case of an incident ends, so does the incident; a step of an escalation is told."""

from __future__ import annotations

from pendopo.ledger import api as ledger
from pendopo.watch import notices
from pendopo.watch.facts import IncidentEnded
from pendopo.watch.models import Incident
from pendopo.watch.recording import tell


@ledger.reader("watch", "case.closed")
def end_incident(fact: ledger.Read) -> None:
    row = Incident.objects.select_for_update().filter(pk=fact.about, ended_at=None).first()
    if row is None:
        return
    row.ended_at = fact.occurred_at
    row.save(update_fields=["ended_at"])
    ended = IncidentEnded(outcome=str(fact.data["outcome"]))
    tell(ended, about=row.pk, now=fact.occurred_at)


@ledger.reader("watch-notices", "watch.alarm_escalated")
def tell_next_owner(fact: ledger.Read) -> None:
    notices.tell_next_owner(fact)
