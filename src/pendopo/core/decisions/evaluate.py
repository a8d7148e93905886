"""Takes a decision: the decisions it needs first, then its table or its expression."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from pendopo.core.decisions.model import Decision, DecisionError, HitPolicy, Rule, Table
from pendopo.core.feel import FeelError
from pendopo.core.feel.compare import equal
from pendopo.core.feel.functions import BUILTINS
from pendopo.core.feel.values import from_python


def decide(
    decisions: Mapping[str, Decision], decision_id: str, names: Mapping[str, object]
) -> object:
    """See Decisions.evaluate. The reader has refused circles, so this ends."""
    taken: dict[str, object] = {}
    seen: dict[str, object] = dict(names)
    for needed in _order(decisions, decision_id):
        decision = decisions[needed]
        try:
            value = _logic(decision, seen)
        except FeelError as error:
            raise DecisionError(decision.id, error.message, error.english) from error
        except TypeError as error:
            raise DecisionError(
                decision.id, "Nilai masukan tidak dapat dibaca.", f"An input is unusable: {error}."
            ) from error
        taken[needed] = seen[decision.variable] = seen[needed] = value
    return taken[decision_id]


def _order(decisions: Mapping[str, Decision], decision_id: str) -> list[str]:
    order: list[str] = []
    stack = [(decision_id, iter(decisions[decision_id].needs))]
    begun = {decision_id}
    while stack:
        current, needs = stack[-1]
        for needed in needs:
            if needed not in begun:
                begun.add(needed)
                stack.append((needed, iter(decisions[needed].needs)))
                break
        else:
            order.append(current)
            stack.pop()
    return order


def _logic(decision: Decision, names: Mapping[str, object]) -> object:
    if not isinstance(decision.logic, Table):
        return decision.logic.evaluate(names)
    table = decision.logic
    values = [column.expression.evaluate(names) for column in table.inputs]
    for column, value in zip(table.inputs, values, strict=True):
        if column.allowed is not None and not column.allowed.matches(value, names):
            raise DecisionError(
                decision.id,
                f"Nilai {column.label!r} di luar daftar yang diizinkan.",
                f"The value of {column.label!r} is not among those allowed.",
            )
    hits = []
    for rule in table.rules:
        if all(test.matches(value, names) for test, value in zip(rule.tests, values, strict=True)):
            hits.append(rule)
            if table.hit_policy is HitPolicy.FIRST:
                break
    return _POLICIES[table.hit_policy](decision, table, hits, names)


def _single(
    decision: Decision, table: Table, hits: list[Rule], names: Mapping[str, object]
) -> object:
    if not hits:
        return _default(table, names)
    if table.hit_policy is HitPolicy.UNIQUE and len(hits) > 1:
        raise _clash(decision, hits, "lebih dari satu aturan cocok", "more than one rule hits")
    answers = [_answer(table, rule, names) for rule in hits]
    if any(equal(answer, answers[0]) is not True for answer in answers[1:]):
        raise _clash(
            decision, hits, "aturan yang cocok berbeda jawaban", "the rules that hit differ"
        )
    return answers[0]


def _ordered(
    decision: Decision, table: Table, hits: list[Rule], names: Mapping[str, object]
) -> object:
    if not hits:
        default = _default(table, names)
        return default if table.hit_policy is HitPolicy.PRIORITY or default is None else [default]
    rankings = [
        column.ranking.evaluate(names) if column.ranking else None for column in table.outputs
    ]

    def rank(rule: Rule) -> tuple[int, ...]:
        places: list[int] = []
        for ranking, answer in zip(rankings, rule.answers, strict=True):
            listed = ranking if isinstance(ranking, list) else []
            value = answer.evaluate(names)
            places.append(
                next((at for at, one in enumerate(listed) if equal(one, value)), len(listed))
            )
        return tuple(places)

    answers = [_answer(table, rule, names) for rule in sorted(hits, key=rank)]
    return answers[0] if table.hit_policy is HitPolicy.PRIORITY else answers


def _collected(
    decision: Decision, table: Table, hits: list[Rule], names: Mapping[str, object]
) -> object:
    answers = [_answer(table, rule, names) for rule in hits]
    if not table.aggregator:
        if not hits:
            default = _default(table, names)
            return None if default is None else [default]
        return answers
    if table.aggregator == "COUNT":
        distinct = BUILTINS["distinct values"].call(answers)
        return Decimal(len(distinct)) if isinstance(distinct, list) else None
    if not hits:
        return _default(table, names)
    # SUM adds every hit, as every engine in use does, though the standard speaks of a set.
    return BUILTINS[table.aggregator.lower()].call(answers)


_POLICIES: dict[
    HitPolicy, Callable[[Decision, Table, list[Rule], Mapping[str, object]], object]
] = {
    HitPolicy.UNIQUE: _single,
    HitPolicy.ANY: _single,
    HitPolicy.FIRST: _single,
    HitPolicy.PRIORITY: _ordered,
    HitPolicy.OUTPUT_ORDER: _ordered,
    HitPolicy.RULE_ORDER: _collected,
    HitPolicy.COLLECT: _collected,
}


def _answer(table: Table, rule: Rule, names: Mapping[str, object]) -> object:
    values = [answer.evaluate(names) for answer in rule.answers]
    if len(values) == 1:
        return values[0]
    return {column.name: value for column, value in zip(table.outputs, values, strict=True)}


def _default(table: Table, names: Mapping[str, object]) -> object:
    if all(column.default is None for column in table.outputs):
        return None
    values = {
        column.name: column.default.evaluate(names) if column.default else None
        for column in table.outputs
    }
    return from_python(values if len(values) > 1 else next(iter(values.values())))


def _clash(decision: Decision, hits: list[Rule], message: str, english: str) -> DecisionError:
    rules = tuple(rule.id for rule in hits)
    lines = ", ".join(str(rule.line) for rule in hits)
    return DecisionError(
        decision.id,
        f"Tabel keputusan: {message} (baris {lines}).",
        f"Decision table: {english} (lines {lines}).",
        rules,
    )
