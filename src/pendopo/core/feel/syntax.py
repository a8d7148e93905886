"""Small questions about syntax trees and tokens."""

from lark import Token, Tree


def chain(kind: str, children: list[Tree[Token]]) -> list[Tree[Token]]:
    """The terms of a left-recursive chain, in order, without recursion."""
    terms = [children[1]]
    node = children[0]
    while isinstance(node, Tree) and node.data == kind:
        terms.append(node.children[1])  # type: ignore[arg-type]
        node = node.children[0]  # type: ignore[assignment]
    terms.append(node)
    return terms[::-1]


_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "'": "'"}


def unquoted(text: str) -> str:
    """The text between quotation marks, with its escapes undone."""
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
    return "".join(made)


def asks(node: Tree[Token] | Token) -> bool:
    """Whether a test speaks of the tested value `?` itself."""
    if isinstance(node, Token):
        return str(node) == "?"
    return any(str(token) == "?" for token in node.scan_values(_is_name))


def _is_name(token: Token | Tree[Token]) -> bool:
    return isinstance(token, Token) and token.type == "NAME"
