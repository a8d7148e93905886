"""A decision table and what it gives (DMN 1.5, 8.2)."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from pendopo.core.feel import Expression, UnaryTests
from pendopo.core.feel.compare import equal
from pendopo.core.feel.functions import BUILTINS
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.types import ANY, Type, coerced


class HitPolicy(Enum):
    """What counts when several rules hit (DMN 1.5, 8.2.8)."""

    UNIQUE = "UNIQUE"
    ANY = "ANY"
    PRIORITY = "PRIORITY"
    FIRST = "FIRST"
    RULE_ORDER = "RULE ORDER"
    OUTPUT_ORDER = "OUTPUT ORDER"
    COLLECT = "COLLECT"


@dataclass(frozen=True, slots=True)
class Input:
    """A column that is tested: the expression for its value, and the values it may take."""

    label: str
    expression: Expression
    allowed: UnaryTests | None
    type: Type = ANY


@dataclass(frozen=True, slots=True)
class Output:
    """A column that is answered. `ranking` holds its listed values, best first, for the hit
    policies that order by priority; `default` answers when no rule hits."""

    name: str
    ranking: Expression | None
    default: Expression | None
    type: Type = ANY


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: a test for every input, an answer for every output."""

    id: str
    line: int
    tests: tuple[UnaryTests, ...]
    answers: tuple[Expression, ...]


class Clash(Exception):
    """A table that has no answer for these values: rules that clash, or a value not allowed."""

    def __init__(self, message: str, english: str, rules: tuple[str, ...] = ()) -> None:
        super().__init__(english)
        self.message = message
        self.english = english
        self.rules = rules


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table. `aggregator` is "", SUM, MIN, MAX or COUNT (COLLECT only).

    strict: a clash is an error; else it gives null and a note.
    """

    hit_policy: HitPolicy
    aggregator: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]
    strict: bool = True
    id: str = ""
    line: int = 0

    @property
    def names(self) -> frozenset[str]:
        """The names that its cells take from outside."""
        found = {name for column in self.inputs for name in column.expression.names}
        for rule in self.rules:
            for test in rule.tests:
                found |= test.names
            for answer in rule.answers:
                found |= answer.names
        return frozenset(found)

    def within(self, scope: Scope) -> object:
        """The FEEL value: one output gives its value, several a context. Raises Clash."""
        try:
            return _POLICIES[self.hit_policy](self, _hits(self, scope), scope)
        except Clash as clash:
            if self.strict:
                raise
            scope.note(clash.english)
            return None


def _hits(table: Table, scope: Scope) -> list[Rule]:
    values = [column.expression.within(scope) for column in table.inputs]
    for column, value in zip(table.inputs, values, strict=True):
        if column.allowed is not None and not column.allowed.within(value, scope):
            raise Clash(
                f"Nilai {column.label!r} di luar daftar yang diizinkan.",
                f"The value of {column.label!r} is not among those allowed.",
            )
    hits = []
    for rule in table.rules:
        if all(test.within(value, scope) for test, value in zip(rule.tests, values, strict=True)):
            hits.append(rule)
            if table.hit_policy is HitPolicy.FIRST:
                break
    return hits


def _single(table: Table, hits: list[Rule], scope: Scope) -> object:
    if not hits:
        return _default(table, scope)
    if table.hit_policy is HitPolicy.UNIQUE and len(hits) > 1:
        raise _clash(hits, "lebih dari satu aturan cocok", "more than one rule hits")
    answers = [_answer(table, rule, scope) for rule in hits]
    if any(equal(answer, answers[0]) is not True for answer in answers[1:]):
        raise _clash(hits, "aturan yang cocok berbeda jawaban", "the rules that hit differ")
    return answers[0]


def _ordered(table: Table, hits: list[Rule], scope: Scope) -> object:
    if not hits:
        default = _default(table, scope)
        return default if table.hit_policy is HitPolicy.PRIORITY or default is None else [default]
    rankings = [
        column.ranking.within(scope) if column.ranking else None for column in table.outputs
    ]

    def rank(rule: Rule) -> tuple[int, ...]:
        places: list[int] = []
        for ranking, answer in zip(rankings, rule.answers, strict=True):
            listed = ranking if isinstance(ranking, list) else []
            value = answer.within(scope)
            places.append(
                next((at for at, one in enumerate(listed) if equal(one, value)), len(listed))
            )
        return tuple(places)

    answers = [_answer(table, rule, scope) for rule in sorted(hits, key=rank)]
    return answers[0] if table.hit_policy is HitPolicy.PRIORITY else answers


def _collected(table: Table, hits: list[Rule], scope: Scope) -> object:
    answers = [_answer(table, rule, scope) for rule in hits]
    if not table.aggregator:
        if not hits:
            default = _default(table, scope)
            return None if default is None else [default]
        return answers
    if table.aggregator == "COUNT":
        distinct = BUILTINS["distinct values"].call(answers)
        return Decimal(len(distinct)) if isinstance(distinct, list) else None
    if not hits:
        return _default(table, scope)
    # SUM adds every hit, as every engine in use does, though the standard speaks of a set.
    return BUILTINS[table.aggregator.lower()].call(answers)


_POLICIES: dict[HitPolicy, Callable[[Table, list[Rule], Scope], object]] = {
    HitPolicy.UNIQUE: _single,
    HitPolicy.ANY: _single,
    HitPolicy.FIRST: _single,
    HitPolicy.PRIORITY: _ordered,
    HitPolicy.OUTPUT_ORDER: _ordered,
    HitPolicy.RULE_ORDER: _collected,
    HitPolicy.COLLECT: _collected,
}


def _answer(table: Table, rule: Rule, scope: Scope) -> object:
    values = [
        answer.within(scope) if table.strict else _typed(column, answer.within(scope), scope)
        for column, answer in zip(table.outputs, rule.answers, strict=True)
    ]
    if len(values) == 1:
        return values[0]
    return {column.name: value for column, value in zip(table.outputs, values, strict=True)}


def _typed(column: Output, value: object, scope: Scope) -> object:
    found, fits = coerced(value, column.type)
    if not fits:
        scope.note(f"The output {column.name} is no {column.type}.")
    return found


def _default(table: Table, scope: Scope) -> object:
    if all(column.default is None for column in table.outputs):
        return None
    values = {
        column.name: column.default.within(scope) if column.default else None
        for column in table.outputs
    }
    return values if len(values) > 1 else next(iter(values.values()))


def _clash(hits: list[Rule], message: str, english: str) -> Clash:
    lines = ", ".join(str(rule.line) for rule in hits)
    return Clash(
        f"Tabel keputusan: {message} (baris {lines}).",
        f"Decision table: {english} (lines {lines}).",
        tuple(rule.id for rule in hits),
    )
