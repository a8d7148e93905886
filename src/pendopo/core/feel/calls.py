"""Calls of functions, by place or by name."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from lark import Token, Tree

from pendopo.core.feel.functions import BUILTINS, Builtin
from pendopo.core.feel.functions.patterns import BadPattern, compiled
from pendopo.core.feel.functions.strings import string
from pendopo.core.feel.properties import follow
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.syntax import unquoted
from pendopo.core.feel.values import Function, bounded

if TYPE_CHECKING:
    from pendopo.core.feel.compile import Compiler

Run = Callable[[Scope], object]
Node = Tree[Token] | Token


def call_builtin(
    compiler: "Compiler",
    name: object,
    values: list[Run],
    keys: list[str] | None,
    nodes: Sequence[Node],
) -> Run:
    """A call of a built-in; wrong arguments are found now, while somebody can mend them."""
    function = BUILTINS[str(name)]
    ordered = _ordered(function, values, keys)
    if ordered is None:
        wanted = ", ".join(function.parameters)
        raise compiler.error(
            name,
            f"Fungsi {name} memerlukan: {wanted}.",
            f"The function {name} takes: {wanted}.",
        )
    if str(name) in ("matches", "replace", "split"):
        _check_pattern(compiler, name, nodes)
    call = function.call
    if function.variadic:
        only = ordered[0] if len(ordered) == 1 else None

        def variadic(scope: Scope) -> object:
            if only is not None:
                one = only(scope)
                return bounded(call(one if isinstance(one, list) else [one]))
            return bounded(call([value(scope) for value in ordered]))

        # concatenate and union take lists, so their arguments are never opened.
        if str(name) in ("concatenate", "union"):
            return lambda scope: bounded(call([value(scope) for value in ordered]))
        return variadic
    if call is string:
        one = ordered[0]
        return lambda scope: bounded(string(one(scope)))

    def fixed(scope: Scope) -> object:
        return bounded(call(*[value(scope) for value in ordered]))

    return fixed


def call_made(callee: Run, values: list[Run], keys: list[str] | None) -> Run:
    """A call of a function that an expression made; anything else gives null."""

    def call(scope: Scope) -> object:
        function = callee(scope)
        if not isinstance(function, Function):
            return None
        found = [value(scope) for value in values]
        if keys is not None:
            if set(keys) != set(function.parameters) or len(keys) != len(function.parameters):
                return None
            by_name = dict(zip(keys, found, strict=True))
            found = [by_name[parameter] for parameter in function.parameters]
        return bounded(function.call(*found))

    return call


def is_defined(node: Node, value: Run) -> Run:
    """is defined(name) and is defined(a.b): whether it was given, be it as null."""
    names: list[str] = []
    while isinstance(node, Tree) and node.data == "path":
        names.insert(0, str(node.children[1]))
        node = node.children[0]
    if not isinstance(node, Tree) or node.data != "name":
        return lambda scope: value(scope) is not None
    root = str(node.children[0])

    def defined(scope: Scope) -> object:
        found, _ = scope.reach(root)
        for name in names:
            if isinstance(found, Mapping):
                if name not in found:
                    return False
                found = found[name]
            else:
                found = follow(found, name)
                if found is None:
                    return False
        return scope.has(root)

    return defined


def _ordered(function: Builtin, values: list[Run], keys: list[str] | None) -> list[Run] | None:
    if keys is not None:
        by_name = dict(zip(keys, values, strict=True))
        known = [name for name in function.parameters if name in by_name]
        if len(known) != len(keys) or not set(function.parameters[: function.required]) <= set(
            keys
        ):
            return None
        return [by_name.get(name, _null) for name in function.parameters[: _last(function, keys)]]
    if function.variadic or function.name == "append":
        return values if len(values) >= function.required else None
    return values if function.required <= len(values) <= len(function.parameters) else None


def _last(function: Builtin, keys: list[str]) -> int:
    return max(function.parameters.index(key) for key in keys) + 1


def _null(scope: Scope) -> object:
    return None


def _check_pattern(compiler: "Compiler", name: object, nodes: Sequence[Node]) -> None:
    pattern = nodes[1]
    if not isinstance(pattern, Tree) or pattern.data != "string":
        return
    token = pattern.children[0]
    try:
        compiled(unquoted(str(token)))
    except BadPattern:
        raise compiler.error(
            token,
            f"Pola {token} salah, atau terlalu berat: hindari pengulangan di dalam pengulangan.",
            f"The pattern {token} is wrong or too heavy: avoid a repeat within a repeat.",
        ) from None
