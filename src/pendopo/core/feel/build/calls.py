"""Calls of functions, by place or by name."""

from collections.abc import Mapping

from pendopo.core.feel.build.compiler import Compiler, Run, builds
from pendopo.core.feel.errors import FeelError
from pendopo.core.feel.functions import BUILTINS, Builtin, invoked
from pendopo.core.feel.functions.patterns import BadPattern, compiled
from pendopo.core.feel.properties import follow
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.syntax import Node
from pendopo.core.feel.values import Function, bounded


@builds("call")
def _call(compiler: Compiler, node: Node) -> Run:
    callee, *nodes = node.parts
    name = callee.text if callee.kind == "name" else ""
    known = not name or compiler.is_bound(name) or name in compiler.known
    if name in BUILTINS and known:
        return _either(compiler, node)
    if name == "is defined" and len(nodes) == 1:
        return _is_defined(nodes[0], compiler.run(nodes[0]))
    if name in BUILTINS:
        return _built_in(compiler, callee, nodes, node.names)
    if not known and not compiler.filters:
        return compiler.refused(
            callee, f"Fungsi {name} tidak dikenal.", f"The function {name} is not known."
        )
    return _made(compiler.run(callee), [compiler.run(one) for one in nodes], node.names)


def _either(compiler: Compiler, node: Node) -> Run:
    """A call by a name that a model gives to something as well, be it to a part of a value: its
    own function when that is what it has, else the built-in one."""
    callee, *nodes = node.parts
    name = callee.text
    made = _made(compiler.run(callee), [compiler.run(one) for one in nodes], node.names)
    try:
        built_in = _built_in(compiler, callee, nodes, node.names)
    except FeelError:
        return made

    def call(scope: Scope) -> object:
        # A function of that name which cannot be run is null, and no built-in steps in for it.
        own = scope.has(name) and isinstance(scope.find(name), Function | None)
        return made(scope) if own else built_in(scope)

    return call


def _built_in(
    compiler: Compiler, callee: Node, nodes: list[Node], keys: tuple[str, ...] | None
) -> Run:
    """Wrong arguments are found now, while somebody can mend them."""
    function = BUILTINS[callee.text]
    values = [compiler.run(node) for node in nodes]
    ordered = _ordered(function, values, keys, compiler.strict)
    if ordered is None:
        wanted = ", ".join(function.parameters)
        return compiler.refused(
            callee,
            f"Fungsi {callee.text} memerlukan: {wanted}.",
            f"The function {callee.text} takes: {wanted}.",
        )
    if keys is not None and not set(keys).isdisjoint(_KINDS):
        ordered = [_kept(value, values, keys) for value in ordered]
    if callee.text in ("matches", "replace", "split") and compiler.strict:
        _check_pattern(compiler, nodes)

    def call(scope: Scope) -> object:
        found = [value(scope) for value in ordered]
        scope.weigh(*found)
        result = invoked(function, found)
        scope.weigh(result)
        if result is None and scope.notes is not None:
            scope.note(f"The function {function.name} gives null for these arguments.")
        return bounded(result)

    return call


def _made(callee: Run, values: list[Run], keys: tuple[str, ...] | None) -> Run:
    """A call of a function that an expression or a model made; anything else gives null."""

    def call(scope: Scope) -> object:
        function = callee(scope)
        if not isinstance(function, Function):
            scope.note("Something that is no function was called.")
            return None
        found = [value(scope) for value in values]
        if keys is not None:
            by_name = dict(zip(keys, found, strict=True))
            if set(by_name) != set(function.parameters) or len(keys) != len(by_name):
                scope.note("A function was given arguments that it does not have.")
                return None
            found = [by_name[parameter] for parameter in function.parameters]
        result = function.call(*found)
        if result is None:
            scope.note("A function that was called gives null.")
        return bounded(result)

    return call


def _is_defined(node: Node, value: Run) -> Run:
    """is defined(name) and is defined(a.b): whether it was given, be it as null."""
    names: list[str] = []
    while node.kind == "path":
        names.insert(0, node.text)
        node = node.parts[0]
    if node.kind != "name":
        return lambda scope: value(scope) is not None
    root = node.text

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


def _ordered(
    function: Builtin, values: list[Run], keys: tuple[str, ...] | None, strict: bool
) -> list[Run] | None:
    if keys is None:
        most = None if function.variadic else len(function.parameters)
        enough = len(values) >= function.required and (most is None or len(values) <= most)
        return values if enough else None
    by_name = dict(zip(keys, values, strict=True))
    if len(by_name) != len(keys):
        return None
    for parameters in (function.parameters, *function.others):
        needed = parameters[: function.required if strict else 0]
        if set(by_name) <= set(parameters) and set(needed) <= set(by_name):
            last = max(parameters.index(key) for key in by_name) + 1
            asked = parameters[: max(last, function.required)]
            return [by_name.get(name, _null) for name in asked]
    return None


_KINDS: dict[str, type] = {"key": str, "keys": list}
"""Parameters whose name says which of two kinds it takes; by its place it may be either."""


def _kept(value: Run, values: list[Run], keys: tuple[str, ...]) -> Run:
    kind = next(
        (_KINDS.get(key) for key, one in zip(keys, values, strict=True) if one is value), None
    )
    if kind is None:
        return value

    def checked(scope: Scope) -> object:
        found = value(scope)
        return found if isinstance(found, kind) else None

    return checked


def _null(scope: Scope) -> object:
    return None


def _check_pattern(compiler: Compiler, nodes: list[Node]) -> None:
    pattern = nodes[1]
    if pattern.kind != "string":
        return
    try:
        compiled(pattern.text)
    except BadPattern:
        raise compiler.error(
            pattern,
            f"Pola “{pattern.text}” salah.",
            f"The pattern {pattern.text!r} is wrong.",
        ) from None
