"""Reads boxed expressions, whatever they are made of."""

from collections.abc import Callable, Iterator
from typing import Any

from pendopo.core.decisions.boxed import values
from pendopo.core.decisions.boxed.values import Logic
from pendopo.core.decisions.tables import read_table
from pendopo.core.decisions.texts import Reader
from pendopo.core.feel import Expression, FeelError
from pendopo.core.feel.types import ANY
from pendopo.core.markup import local, space


def read_logic(reader: Reader, element: Any, what: str) -> Logic | None:
    """The boxed expression of an element; None after noting what is wrong.

    `what` names it in notes about its type.
    """
    kind = local(element)
    read = KINDS.get(kind)
    if read is None:
        reader.unsupported(element)
        return None
    with reader.deeper(element) as fine:
        logic = read(reader, element) if fine else None
    if logic is None or not element.get("typeRef"):
        return logic
    # What a function gives is checked by the function itself.
    wanted = ANY if kind == "functionDefinition" else reader.type(element)
    return logic if wanted is ANY else values.Typed(logic, wanted, what)


def own(element: Any, kind: str = "") -> Iterator[Any]:
    """The children that the standard knows, or those of one kind."""
    for child in element:
        if space(child) == space(element) and (not kind or local(child) == kind):
            yield child


def named(element: Any) -> str:
    """The name attribute, with single spaces."""
    return " ".join(element.get("name", "").split())


def inner(reader: Reader, element: Any, what: str = "") -> Logic | None:
    """The one boxed expression within an element; None after noting that it is missing or bad."""
    for child in own(element):
        if local(child) in KINDS:
            return read_logic(reader, child, what or local(element))
    if reader.strict:
        reader.problem(
            element,
            "no-logic",
            f"Unsur {local(element)} belum berisi rumus.",
            f"The element {local(element)} holds no expression.",
        )
        return None
    return Expression.broken(FeelError("Rumus kosong.", "The expression is empty."))


def _literal(reader: Reader, element: Any) -> Logic | None:
    return reader.expression(element)


def _context(reader: Reader, element: Any) -> Logic | None:
    entries: list[tuple[str, Logic]] = []
    result: Logic | None = None
    names: list[str] = []
    for entry in own(element, "contextEntry"):
        variable = next(own(entry, "variable"), None)
        name = "" if variable is None else named(variable)
        with reader.knowing(names):
            logic = inner(reader, entry, name)
        if logic is None:
            continue
        if variable is None:
            result = logic
            continue
        wanted = reader.type(variable)
        entries.append((name, logic if wanted is ANY else values.Typed(logic, wanted, name)))
        names.append(name)
    return values.Context(tuple(entries), result)


def _list(reader: Reader, element: Any) -> Logic | None:
    items = [read_logic(reader, child, "item") for child in own(element) if local(child) in KINDS]
    return values.Items(tuple(item for item in items if item is not None))


def _relation(reader: Reader, element: Any) -> Logic | None:
    columns = tuple(named(column) for column in own(element, "column"))
    rows: list[tuple[Logic, ...]] = []
    for row in own(element, "row"):
        cells = [read_logic(reader, cell, "cell") for cell in own(row) if local(cell) in KINDS]
        if len(cells) != len(columns) and reader.strict:
            reader.problem(
                row,
                "row-width",
                f"Baris berisi {len(cells)} sel; tabel mempunyai {len(columns)} kolom.",
                f"The row has {len(cells)} cells; the table has {len(columns)} columns.",
            )
        rows.append(tuple(cell for cell in cells if cell is not None))
    return values.Relation(columns, tuple(rows))


def _invocation(reader: Reader, element: Any) -> Logic | None:
    function = inner(reader, element, "function")
    bindings: list[tuple[str, Logic]] = []
    for binding in own(element, "binding"):
        parameter = next(own(binding, "parameter"), None)
        name = "" if parameter is None else named(parameter)
        logic = inner(reader, binding, name)
        if logic is not None:
            bindings.append((name, logic))
    return None if function is None else values.Invocation(function, tuple(bindings))


def read_function(reader: Reader, element: Any) -> Logic | None:
    """A function definition, also the encapsulated logic of a business knowledge model."""
    kind = element.get("kind", "FEEL")
    if kind.upper() != "FEEL":
        if reader.strict:
            reader.unsupported(element)
        return values.External(kind)
    parameters = tuple(
        values.Parameter(named(one), reader.type(one)) for one in own(element, "formalParameter")
    )
    with reader.knowing(one.name for one in parameters):
        body = inner(reader, element, "function")
    return None if body is None else values.Definition(parameters, body, reader.type(element))


def _conditional(reader: Reader, element: Any) -> Logic | None:
    parts = [_part(reader, element, kind) for kind in ("if", "then", "else")]
    condition, then, other = parts
    if condition is None or then is None or other is None:
        return None
    return values.Conditional(condition, then, other)


def _filter(reader: Reader, element: Any) -> Logic | None:
    base = _part(reader, element, "in")
    with reader.knowing(("item",)):
        condition = _part(reader, element, "match")
    return None if base is None or condition is None else values.Filter(base, condition)


def _loop(reader: Reader, element: Any) -> Logic | None:
    kind = local(element)
    variable = " ".join(element.get("iteratorVariable", "").split())
    base = _part(reader, element, "in")
    with reader.knowing((variable, "partial")):
        body = _part(reader, element, "return" if kind == "for" else "satisfies")
    return None if base is None or body is None else values.Loop(kind, variable, base, body)


def _part(reader: Reader, element: Any, kind: str) -> Logic | None:
    part = next(own(element, kind), None)
    if part is not None:
        return inner(reader, part)
    if reader.strict:
        reader.problem(
            element,
            "no-logic",
            f"Unsur {local(element)} tanpa {kind}.",
            f"The element {local(element)} has no {kind}.",
        )
        return None
    return Expression.broken(FeelError("Rumus kosong.", "The expression is empty."))


KINDS: dict[str, Callable[[Reader, Any], Logic | None]] = {
    "literalExpression": _literal,
    "decisionTable": read_table,
    "context": _context,
    "list": _list,
    "relation": _relation,
    "invocation": _invocation,
    "functionDefinition": read_function,
    "conditional": _conditional,
    "filter": _filter,
    "for": _loop,
    "some": _loop,
    "every": _loop,
}
