"""Plays the cases of a suite and says which hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from pendopo.core.decisions.kit.cases import Case, Wanted, read_cases
from pendopo.core.decisions.kit.files import Suite
from pendopo.core.decisions.model import DecisionError, DecisionsRefused
from pendopo.core.decisions.read import load
from pendopo.core.decisions.taken import Decisions
from pendopo.core.feel.compare import equal
from pendopo.core.feel.moments import (
    Clock,
    Moment,
    instant,
    is_clock,
    is_moment,
    nanos_of,
    offset_of,
)
from pendopo.core.feel.values import kind_of
from pendopo.core.feel.written import written
from pendopo.core.markup import local, read

TOLERANCE = Decimal("1e-8")
"""The kit writes some numbers with fewer than 34 digits; its own runner allows this much."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one case went. `trouble` is "" when it passed, else what was wanted and what came.

    untold: an error was wanted, and null came without a note that says why.
    """

    level: int
    feature: str
    case: str
    trouble: str
    untold: bool = False


def play(suites: Iterable[Suite], *, now: datetime) -> Iterator[Outcome]:
    """Every case of the suites, in order. `now` is what now() and today() answer."""
    for suite in suites:
        cases = read_cases(suite.tests, source=suite.name)
        model: Decisions | None = None
        trouble = ""
        try:
            model = _model(suite, cases.model)
        except DecisionsRefused as refused:
            trouble = "; ".join(one.english or one.message for one in refused.problems)
        for case in cases.cases:
            notes: list[str] = []
            found = trouble if model is None else _trouble(model, case, now, notes)
            untold = any(one.error for one in case.wanted) and not notes and not found
            yield Outcome(suite.level, suite.feature, case.id, found, untold)


def _model(suite: Suite, name: str) -> Decisions:
    spaces = {
        read(data, source=file).get("namespace", ""): file for file, data in suite.models.items()
    }
    loaded: dict[str, Decisions] = {}

    def loading(file: str) -> Decisions:
        if file not in loaded:
            root = read(suite.models[file], source=file)
            wanted = [
                spaces[child.get("namespace", "")]
                for child in root
                if local(child) == "import" and child.get("namespace", "") in spaces
            ]
            imports = [loading(one) for one in wanted]
            loaded[file] = load(suite.models[file], source=file, strict=False, imports=imports)
        return loaded[file]

    return loading(name)


def _trouble(model: Decisions, case: Case, now: datetime, notes: list[str]) -> str:
    names: dict[str, object] = {}
    for given in case.inputs:
        names[model.input_name(given.name, given.namespace)] = given.value
    for wanted in case.wanted:
        try:
            if case.service:
                found = model.invoke(case.service, names, now=now, notes=notes)
                if len(model.service(case.service).outputs) > 1 and isinstance(found, dict):
                    found = found.get(wanted.decision)
            else:
                found = model.evaluate(model.id_of(wanted.decision), names, now=now, notes=notes)
        except (DecisionError, KeyError) as error:
            return f"{wanted.decision}: {type(error).__name__} {error}"
        if not same(found, wanted.value):
            return _difference(wanted, found)
    return ""


def same(found: object, wanted: object) -> bool:
    """Whether a value is the one that the kit wants: numbers within TOLERANCE, the rest equal."""
    if isinstance(found, Decimal) and isinstance(wanted, Decimal):
        return abs(found - wanted) <= TOLERANCE * max(Decimal(1), abs(wanted))
    if isinstance(found, list) and isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(same, found, wanted))
    if isinstance(found, dict) and isinstance(wanted, dict):
        return found.keys() == wanted.keys() and all(
            same(value, wanted[key]) for key, value in found.items()
        )
    if is_moment(found) and is_moment(wanted):
        return exact(found) == exact(wanted)
    if is_clock(found) and is_clock(wanted):
        return exact(found) == exact(wanted)
    return kind_of(found) == kind_of(wanted) and equal(found, wanted) is True


def exact(value: Moment | Clock) -> tuple[int, int | None]:
    """The point in time to the nanosecond, and the zone; FEEL's own = stops at the second."""
    at = instant(value) if is_moment(value) else nanos_of(value)
    return at, offset_of(value)


def _difference(wanted: Wanted, found: object) -> str:
    return f"{wanted.decision}: wanted {written(wanted.value, [0])}, came {written(found, [0])}"
