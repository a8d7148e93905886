"""How a story begins without an application: by a message or signal, or when the time has come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pendopo.services import flow
from pendopo.services.problems import Refused
from pendopo.services.stories.format import Given

if TYPE_CHECKING:
    from pendopo.services.stories.play import Player


def begun_by_itself(player: Player, now: datetime) -> bool:
    """Opens the case of the story; False when it cannot, which the player has noted."""
    given = player.story.given
    start = next((one for one in flow.starts(player.compiled) if _opens(one, given)), None)
    if start is None:
        player.fail(("given",), "start", given.message or given.signal or given.timer, "-")
        return False
    if start.trigger == "timer" and now not in _due(player, start.element, now):
        player.fail(("given", "timer"), "due", str(given.at), "-")
        return False
    try:
        move = flow.begin_at(
            player.compiled, start, data=player.answers, now=now, calendar=player.calendar
        )
    except Refused as refused:
        player.refused_at_once(refused)
        return False
    player.note(now, f"dimulai: {start.name or start.element}")
    player.take(move, now)
    return True


def _opens(start: flow.Start, given: Given) -> bool:
    said = {"message": given.message, "signal": given.signal, "timer": given.timer}
    return said[start.trigger] == (start.element if start.trigger == "timer" else start.name)


def _due(player: Player, element: str, now: datetime) -> list[datetime]:
    """When the timer is due on that day, of a version in force since its first minute."""
    day = player.calendar.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    since = day.astimezone(UTC)
    found = flow.moments(
        player.compiled.graph.nodes[element],
        since=since,
        after=since - timedelta(microseconds=1),
        until=now,
        calendar=player.calendar,
    )
    return list(found)
