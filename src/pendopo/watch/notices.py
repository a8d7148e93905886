"""What the next owner of an alarm is told when nobody took it in time. No person, no free text."""

from __future__ import annotations

from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.messages import api as messages
from pendopo.watch.facts import AlarmTold
from pendopo.watch.models import Alarm
from pendopo.watch.recording import tell

_BODY = (
    "Alarm \u201c{name}\u201d belum diterima siapa pun sejak {since} dan kini naik kepada Anda"
    " sebagai {position}.\n\nTerima alarmnya, atau lihat siapa yang dapat menanganinya:\n{place}"
)
_SHORT = "Alarm naik kepada Anda, belum diterima. Buka {place}"


def tell_next_owner(fact: ledger.Read) -> None:
    """The notice of one step of an escalation, and the fact of it; a step never makes two, and one
    that somebody answered meanwhile makes none."""
    row = Alarm.objects.select_related("rule").filter(pk=fact.about).first()
    to, level = fact.data.get("to"), int(str(fact.data["level"]))
    if row is None or row.acknowledged_at or row.ended_at or not to:
        return
    position = directory.chart().positions.get(UUID(str(to)))
    holder = directory.holder_of(position.id, fact.recorded_at) if position else None
    if position is None or holder is None:
        return
    name = str(row.rule.definition["name"]["id"])
    told = messages.notify(
        person_id=holder.person_id,
        about_id=row.id,
        dedupe=f"alarm-naik:{row.id}:{level}",
        subject=f"{name} · {row.number}" if row.number else name,
        body=_BODY.format(
            name=name,
            since=directory.calendar().local(row.raised_at).strftime("%d-%m-%Y pukul %H.%M"),
            position=position.title,
            place=messages.link(path=f"/pusat/alarm/{row.id}/"),
        ),
        short=_SHORT.format(place=messages.link(path="/pusat/")),
        now=fact.recorded_at,
    )
    if told is not None:
        told_fact = AlarmTold(level=level, to=position.id)
        tell(told_fact, about=row.id, now=fact.recorded_at, organisation=row.organisation_id)
