"""Several agencies' opinions become one, by the policy of the package.

Whatever the order of the answers, the same answers come to the same result; only when it is
certain may differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from pendopo.services.compiled import Compiled
from pendopo.services.flow.state import CaseState, Opinion, Standing
from pendopo.services.problems import Refused
from pendopo.services.schema import Join, More

Joined = Literal["agreed", "refused"]


def joined(join: Join, said: Sequence[str], waiting: int) -> Joined | None:
    """What the outcomes so far come to while `waiting` agencies are silent; None: not yet known."""
    agreed = sum(one in join.agrees for one in said)
    if join.policy == "quorum":
        wanted = join.quorum or 1
        if agreed >= wanted:
            return "agreed"
        return "refused" if agreed + waiting < wanted else None
    if join.policy == "veto" and any(one in join.refuses for one in said):
        return "refused"
    if waiting:
        return None
    return "agreed" if join.policy == "veto" or agreed == len(said) else "refused"


def results(compiled: Compiled, known: dict[str, str]) -> dict[str, str]:
    """What gateways read as `joined.<task>`; nobody asked is nobody's opinion in the way."""
    return {
        element: known.get(element) or joined(task.spec.join, (), 0) or ""
        for element, task in compiled.tasks.items()
        if task.spec.join is not None
    }


def may_ask_more(compiled: Compiled, case: CaseState, element: str) -> More | None:
    """Who may ask one more agency at this task now; None: nobody, or its opinions are not open."""
    task = compiled.tasks.get(element)
    join = task.spec.join if task else None
    is_open = any(one.element == element for one in case.tasks)
    return join.more if join is not None and is_open else None


def asked(element: str, tasks: Iterable[Standing], opinions: Sequence[Opinion]) -> frozenset[str]:
    """Agencies of the round under way, whether they have answered or not."""
    waiting = (str(one.item) for one in tasks if one.element == element)
    return frozenset([*waiting, *(str(one.item) for one in opinions)])


def check_ask(compiled: Compiled, case: CaseState, element: str, organisation: str) -> None:
    """Raises `Refused` "asking-closed" or "agency-asked"."""
    if may_ask_more(compiled, case, element) is None:
        raise Refused(
            "asking-closed",
            "Pada langkah ini tidak dapat lagi meminta pendapat perangkat daerah lain.",
            "No further agency can be asked at this step.",
        )
    if organisation in asked(element, case.tasks, case.opinions.get(element, ())):
        raise Refused(
            "agency-asked",
            "Perangkat daerah ini sudah diminta pendapatnya.",
            "This agency has already been asked.",
        )
