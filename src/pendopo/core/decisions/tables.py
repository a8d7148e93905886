"""Reads one decision table (DMN 1.5, 8.3)."""

from collections.abc import Iterator
from typing import Any

from pendopo.core import feel
from pendopo.core.decisions.table import HitPolicy, Input, Output, Rule, Table
from pendopo.core.decisions.texts import Reader
from pendopo.core.markup import local, nearest_id, space

_AGGREGATORS = {"", "SUM", "MIN", "MAX", "COUNT"}
RULES = 5_000
"""Rules of one table."""


def read_table(reader: Reader, element: Any) -> Table | None:
    """The table, or None after noting what is wrong with it."""
    before = len(reader.problems)
    policy = element.get("hitPolicy", "UNIQUE")
    aggregator = element.get("aggregation", "")
    if policy not in {one.value for one in HitPolicy} or aggregator not in _AGGREGATORS:
        reader.problem(
            element,
            "hit-policy",
            f"Aturan kena (hit policy) {policy} {aggregator} tidak dikenal.",
            f"The hit policy {policy} {aggregator} is not known.",
        )
        policy = "UNIQUE"
    inputs = [_input(reader, child) for child in _own(element, "input")]
    outputs = [_output(reader, child) for child in _own(element, "output")]
    if not outputs:
        reader.problem(
            element, "no-output", "Tabel tanpa kolom hasil.", "A table without an output."
        )
    if len(outputs) > 1:
        _named_once(reader, element, outputs)
        if aggregator:
            reader.problem(
                element,
                "hit-policy",
                "Penjumlahan hasil hanya untuk tabel dengan satu kolom hasil.",
                "Aggregation works with one output only.",
            )
    if policy in ("PRIORITY", "OUTPUT ORDER") and not any(one.ranking for one in outputs):
        reader.problem(
            element,
            "hit-policy",
            f"{policy} memerlukan daftar nilai (outputValues) pada kolom hasil.",
            f"{policy} needs listed values (outputValues) on an output.",
        )
    lines = list(_own(element, "rule"))
    if len(lines) > RULES:
        reader.problem(
            element,
            "too-large",
            f"Tabel berisi lebih dari {RULES} aturan.",
            f"The table has more than {RULES} rules.",
        )
        return None
    rules = [_rule(reader, child, len(inputs), len(outputs)) for child in lines]
    if len(reader.problems) > before:
        return None
    return Table(
        HitPolicy(policy),
        aggregator,
        tuple(one for one in inputs if one),
        tuple(outputs),
        tuple(one for one in rules if one),
        reader.strict,
        nearest_id(element),
        element.sourceline or 0,
    )


def _own(element: Any, kind: str) -> Iterator[Any]:
    return (child for child in element if local(child) == kind and space(child) == space(element))


def _input(reader: Reader, element: Any) -> Input | None:
    inner = next(_own(element, "inputExpression"), None)
    if inner is None:
        reader.problem(
            element, "no-input", "Kolom tanpa rumus masukan.", "A column without an expression."
        )
        return None
    expression = reader.expression(inner)
    values = next(_own(element, "inputValues"), None)
    allowed = None if values is None else reader.tests(values)
    if expression is None:
        return None
    kind = reader.type(inner)
    return Input(element.get("label") or expression.text, expression, allowed, kind)


def _output(reader: Reader, element: Any) -> Output:
    values = next(_own(element, "outputValues"), None)
    # Without a list of its own a column has that of its type (8.3.3).
    text = reader.listed.get(" ".join(element.get("typeRef", "").split()), "")
    if values is not None:
        text = "".join(child.text or "" for child in values if local(child) == "text").strip()
    ranking = None
    try:
        ranking = feel.expression(f"[{text}]", known=reader.names) if text else None
    except feel.FeelError:
        # Tests such as >= 0 rank nothing, but they are good tests.
        if values is not None:
            reader.tests(values)
    default = next(_own(element, "defaultOutputEntry"), None)
    return Output(
        element.get("name") or element.get("label") or "",
        ranking,
        None if default is None else reader.expression(default),
        reader.type(element),
    )


def _named_once(reader: Reader, element: Any, outputs: list[Output]) -> None:
    names = [one.name for one in outputs]
    if "" in names or len(set(names)) < len(names):
        reader.problem(
            element,
            "output-name",
            "Setiap kolom hasil harus mempunyai nama yang berbeda.",
            "Every output must have a name of its own.",
        )


def _rule(reader: Reader, element: Any, inputs: int, outputs: int) -> Rule | None:
    tests = [reader.tests(child) for child in _own(element, "inputEntry")]
    answers = [reader.expression(child) for child in _own(element, "outputEntry")]
    if len(tests) != inputs or len(answers) != outputs:
        reader.problem(
            element,
            "rule-width",
            f"Aturan berisi {len(tests)} masukan dan {len(answers)} hasil; "
            f"tabel mempunyai {inputs} dan {outputs}.",
            f"The rule has {len(tests)} inputs and {len(answers)} outputs; "
            f"the table has {inputs} and {outputs}.",
        )
    return Rule(
        element.get("id", ""),
        element.sourceline or 0,
        tuple(one for one in tests if one),
        tuple(one for one in answers if one),
    )
