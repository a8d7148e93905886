"""The syntax tree, and small questions about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from pendopo.core.feel.types import Type


@dataclass(frozen=True, slots=True)
class Node:
    """One node. `at` is its place in the text; what the other parts mean depends on the kind.

    text: a name, literal or sign. parts: what it is made of. names: the keys of a context, the
    named arguments of a call (None for places), the parameters of a function, the signs of a sum.
    types: those of a function's parameters, or the one asked by `instance of`.
    """

    kind: str
    at: int
    text: str = ""
    parts: tuple["Node", ...] = ()
    names: tuple[str, ...] | None = None
    types: tuple[Type, ...] = ()


_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "'": "'"}


def unquoted(text: str) -> str:
    """The text between quotation marks, with its escapes undone (grammar rule 35)."""
    body = text[1:-1]
    if "\\" not in body:
        return body
    made: list[str] = []
    at = 0
    while at < len(body):
        if body[at] != "\\":
            made.append(body[at])
            at += 1
            continue
        mark = body[at + 1]
        size = {"u": 4, "U": 6}.get(mark, 0)
        digits = body[at + 2 : at + 2 + size]
        try:
            made.append(chr(int(digits, 16)) if size else _ESCAPES.get(mark, "\\" + mark))
        except (ValueError, OverflowError):
            made.append("\\" + mark + digits)
        at += 2 + size
    # A character beyond the first plane may be written as two halves, as Java does.
    whole = "".join(made)
    return whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def asks(node: Node) -> bool:
    """Whether a test speaks of the tested value `?` itself."""
    return any(one.kind == "name" and one.text == "?" for one in walk(node))


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(one.parts)
