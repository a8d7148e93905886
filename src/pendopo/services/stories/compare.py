"""Expected against found, line by line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from pendopo.core.clock import reading
from pendopo.services import flow
from pendopo.services.problems import Refused
from pendopo.services.stories.format import Expected
from pendopo.services.validity import valid_until

if TYPE_CHECKING:
    from pendopo.services.stories.play import Player

NONE = "none"


@dataclass(frozen=True, slots=True)
class Failure:
    """line: in the story's file. what: the word that was expected otherwise."""

    line: int
    what: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.what}: diharapkan {self.expected}, ternyata {self.found}"


def compare(player: Player, expected: Expected, path: tuple[str | int, ...]) -> list[Failure]:
    """What differs, each with the line of the word in the story."""
    failures: list[Failure] = []
    for word in Expected.__struct_fields__:
        wanted = getattr(expected, word)
        if wanted is None or wanted == {}:
            continue
        line = player.told.tree.line((*path, word))
        if word == "task_due":
            for element, day in wanted.items():
                found = _task_due(player, element)
                if _said(day) != found:
                    failures.append(Failure(line, f"task_due {element}", _said(day), found))
            continue
        if word == "whose":
            for element, code in wanted.items():
                went = player.whose.get(element, "not open")
                if code != went:
                    failures.append(Failure(line, f"whose {element}", _said(code), _said(went)))
            continue
        if word == "joined":
            for element, result in wanted.items():
                said = (player.case.joined if player.case else {}).get(element)
                if result != said:
                    failures.append(Failure(line, f"joined {element}", result, _said(said)))
            continue
        found = _said(_FOUND[word](player))
        if _said(wanted) != found:
            failures.append(Failure(line, word, _said(wanted), found))
    if expected.refused is None and player.refusal is not None and path == ("then",):
        failures.append(Failure(player.told.tree.line(path), "refused", "-", player.refusal.code))
    return failures


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value)) or "-"
    return "-" if value is None else str(value)


def _due(player: Player) -> str:
    if player.case is None:
        return NONE
    at = flow.dues(player.compiled, player.case, player.calendar).case.at
    return player.calendar.local_date(at).isoformat() if at else NONE


def _task_due(player: Player, element: str) -> str:
    if player.case is None:
        return NONE
    known = flow.dues(player.compiled, player.case, player.calendar).tasks
    for one in player.case.tasks:
        if one.element == element:
            at = known[one.token].at
            return player.calendar.local_date(at).isoformat() if at else NONE
    return "not open"


def _clock(player: Player) -> str:
    if player.case is None:
        return "not_started"
    case = player.case
    limit = flow.total_limit(player.compiled, case, player.calendar).value
    last = case.marks[-1].at if case.marks else case.submitted_at
    return reading(limit, case.marks, player.calendar, last).state


def _valid(player: Player) -> str:
    if player.case is None or player.issued is None:
        return "-"
    try:
        until = valid_until(player.compiled, player.case, issued=player.issued)
    except Refused as refused:
        return refused.code
    return until.isoformat() if until else NONE


def _awaits(player: Player) -> list[str]:
    if player.case is None:
        return []
    return [one.name for one in flow.awaited(player.compiled, player.case, player.calendar)]


_FOUND: dict[str, Callable[[Player], object]] = {
    "path": lambda player: player.path,
    "ending": lambda player: player.case.ended if player.case and player.case.ended else None,
    "open": lambda player: sorted(
        {one.element for one in player.case.tasks} if player.case else ()
    ),
    "fee": lambda player: player.case.fee if player.case else None,
    "estimate": lambda player: player.estimated(),
    "due": _due,
    "clock": _clock,
    "awaits": lambda player: _awaits(player),
    "sent": lambda player: player.sent,
    "called": lambda player: player.called,
    "asked": lambda player: player.asked,
    "letters": lambda player: player.letters,
    "valid_until": _valid,
    "status": lambda player: player.status,
    "refused": lambda player: player.refusal.code if player.refusal else None,
    "fields": lambda player: (
        [getattr(one, "field", "") for one in player.refusal.fields] if player.refusal else None
    ),
}
