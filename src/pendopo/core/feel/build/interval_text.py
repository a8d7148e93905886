"""range("[1..5]"): an interval from its text, whose ends must be literals (DMN 1.5, 10.3.4.1)."""

from pendopo.core.feel.build.compiler import Compiler
from pendopo.core.feel.compare import less
from pendopo.core.feel.errors import FeelError
from pendopo.core.feel.functions import builtin
from pendopo.core.feel.parse import parse
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.syntax import Node
from pendopo.core.feel.values import Range

_LITERAL = {"number", "string", "at"}
_MAKERS = {"date", "time", "date and time", "duration"}


@builtin("range", "from")
def range_(text: object) -> object:
    """Null for what is no interval, runs backwards, or has an end that must be computed."""
    if not isinstance(text, str):
        return None
    try:
        node = parse(text)
        if node.kind != "range" or not all(_is_literal(end) for end in node.parts):
            return None
        found = Compiler(text, strict=False).run(node)(Scope({}))
    except FeelError:
        return None
    if not isinstance(found, Range) or found.low is None or found.high is None:
        return None
    return None if less(found.high, found.low) is not False else found


def _is_literal(node: Node) -> bool:
    if node.kind == "negative":
        return node.parts[0].kind == "number"
    if node.kind != "call" or node.names is not None:
        return node.kind in _LITERAL
    maker, *given = node.parts
    named = maker.kind == "name" and maker.text in _MAKERS
    return named and [one.kind for one in given] == ["string"]
