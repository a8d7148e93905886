"""Cells whose literals cannot be of the type that their column declares."""

from collections.abc import Iterator, Mapping, Sequence

from pendopo.core.decisions.coverage import cells
from pendopo.core.decisions.coverage.finding import Finding, finding
from pendopo.core.decisions.table import Rule, Table
from pendopo.core.feel import FeelError, UnaryTests
from pendopo.core.feel.types import ANY, Type, coerced
from pendopo.core.feel.written import written


def mistyped(
    source: str, table: Table, values: Mapping[str, Sequence[object]]
) -> Iterator[Finding]:
    """Tests that no value of the column can meet, and answers that are not of their type.

    `values` are all that a name can be; a text that is none of them is a slip of the pen.
    """
    for rule in table.rules:
        for column, test in zip(table.inputs, rule.tests, strict=True):
            listed = values.get(column.expression.text.strip())
            for text in () if listed is None else _strangers(test, listed):
                yield _stranger(source, table, rule, column.label, text, listed or ())
    for rule in table.rules:
        for column, test in zip(table.inputs, rule.tests, strict=True):
            if column.type != ANY and cells.stray(test, column.type):
                yield _stray(source, table, rule, column.label, test.text, column.type)
        for output, answer in zip(table.outputs, rule.answers, strict=True):
            if output.type == ANY or answer.names or answer.item_names:
                continue
            try:
                value = answer.evaluate({})
            except FeelError:
                continue
            if not coerced(value, output.type)[1]:
                yield _stray(source, table, rule, output.name, written(value, [0]), output.type)


def _strangers(test: UnaryTests, listed: Sequence[object]) -> list[str]:
    found = cells.literals(test) or []
    return [one for one in found if isinstance(one, str) and one not in listed]


def _stranger(
    source: str, table: Table, rule: Rule, column: str, text: str, listed: Sequence[object]
) -> Finding:
    choices = ", ".join(f"“{one}”" for one in listed)
    return finding(
        source,
        rule.line,
        table.id,
        "cell-value",
        f"“{text}” bukan pilihan pada kolom “{column}”; yang ada: {choices}.",
        f"“{text}” is no choice of the column “{column}”; there are: {choices}.",
        serious=True,
    )


def _stray(source: str, table: Table, rule: Rule, column: str, text: str, kind: Type) -> Finding:
    return finding(
        source,
        rule.line,
        table.id,
        "cell-type",
        f"Isi sel {text} pada kolom “{column}” bukan {kind}.",
        f"The cell {text} of the column “{column}” is no {kind}.",
        serious=True,
    )
