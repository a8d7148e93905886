"""Literals, lists, contexts, names and paths."""

from collections.abc import Mapping

from pendopo.core.feel.build.compiler import Compiler, Run, builds
from pendopo.core.feel.functions import BUILTINS, as_value
from pendopo.core.feel.literal import read_literal
from pendopo.core.feel.properties import followed
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.syntax import Node
from pendopo.core.feel.values import NUMBERS, from_python, number


@builds("number")
def _number(compiler: Compiler, node: Node) -> Run:
    value = number(NUMBERS.create_decimal(node.text))
    return lambda scope: value


@builds("string")
def _string(compiler: Compiler, node: Node) -> Run:
    value = node.text
    return lambda scope: value


@builds("at")
def _at(compiler: Compiler, node: Node) -> Run:
    value = read_literal(node.text)
    if value is None:
        return compiler.refused(
            node,
            f'@"{node.text}" bukan tanggal, waktu, atau durasi.',
            f'@"{node.text}" is no date, time or duration.',
        )
    return lambda scope: value


@builds("true")
def _true(compiler: Compiler, node: Node) -> Run:
    return lambda scope: True


@builds("false")
def _false(compiler: Compiler, node: Node) -> Run:
    return lambda scope: False


@builds("null")
def _null(compiler: Compiler, node: Node) -> Run:
    return lambda scope: None


@builds("list")
def _list(compiler: Compiler, node: Node) -> Run:
    items = [compiler.run(part) for part in node.parts]
    return lambda scope: [item(scope) for item in items]


@builds("context")
def _context(compiler: Compiler, node: Node) -> Run:
    keys = node.names or ()
    if len(set(keys)) < len(keys):
        return compiler.refused(
            node, "Sebuah nama dipakai dua kali.", "A key of the context stands twice."
        )
    entries: list[tuple[str, Run]] = []
    for place, part in enumerate(node.parts):
        entries.append((keys[place], compiler.within(keys[:place], part)))

    def context(scope: Scope) -> object:
        made: dict[str, object] = {}
        inner = Scope(made, scope)
        for name, value in entries:
            made[name] = value(inner)
        return made

    return context


@builds("name")
def _name(compiler: Compiler, node: Node) -> Run:
    name = node.text
    compiler.takes(name)
    if name not in BUILTINS:
        return lambda scope: scope.find(name)
    function = as_value(name)

    def built_in(scope: Scope) -> object:
        return scope.find(name) if scope.has(name) else function

    return built_in


@builds("path")
def _path(compiler: Compiler, node: Node) -> Run:
    names = [node.text]
    base = node.parts[0]
    while base.kind == "path":
        names.insert(0, base.text)
        base = base.parts[0]
    steps = tuple(names)
    if base.kind == "name":
        root = base.text
        compiler.takes(root)

        def path(scope: Scope) -> object:
            value, ready = scope.reach(root)
            if ready or isinstance(value, Mapping):
                scope.weigh(value)
                found = followed(value, steps)
                return found if ready else from_python(found)
            value = scope.find(root)
            scope.weigh(value)
            return followed(value, steps)

        return path
    made = compiler.run(base)

    def followed_on(scope: Scope) -> object:
        value = made(scope)
        scope.weigh(value)
        return followed(value, steps)

    return followed_on
