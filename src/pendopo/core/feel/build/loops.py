"""for, some, every, filters, and functions that an expression makes."""

from pendopo.core.feel import loops
from pendopo.core.feel.build.compiler import Compiler, Run, builds
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.syntax import Node
from pendopo.core.feel.types import ANY, coerced
from pendopo.core.feel.values import Function


@builds("filter")
def _filter(compiler: Compiler, node: Node) -> Run:
    base = compiler.run(node.parts[0])
    compiler.filters += 1
    condition = compiler.within(("item",), node.parts[1])
    compiler.filters -= 1
    return lambda scope: loops.filtered(base(scope), condition, scope)


@builds("for")
def _for(compiler: Compiler, node: Node) -> Run:
    iterators, body = _iterators(compiler, node, "partial")
    return lambda scope: loops.collected(iterators, body, scope)


@builds("some")
def _some(compiler: Compiler, node: Node) -> Run:
    iterators, body = _iterators(compiler, node)
    return lambda scope: loops.quantified(iterators, body, scope, True)


@builds("every")
def _every(compiler: Compiler, node: Node) -> Run:
    iterators, body = _iterators(compiler, node)
    return lambda scope: loops.quantified(iterators, body, scope, False)


def _iterators(compiler: Compiler, node: Node, *extra: str) -> tuple[list[loops.Iterator], Run]:
    made: list[loops.Iterator] = []
    bound: set[str] = set()
    for part in node.parts[:-1]:
        # A later list may speak of an earlier variable, and of the list so far.
        runs = [compiler.within(bound, end) for end in part.parts]
        made.append(loops.Iterator(part.text, runs[0], runs[1] if len(runs) > 1 else None))
        bound = {*bound, part.text}
    return made, compiler.within({*bound, *extra}, node.parts[-1])


@builds("function")
def _function(compiler: Compiler, node: Node) -> Run:
    parameters = node.names or ()
    types = tuple(compiler.type(kind, node) or ANY for kind in node.types)
    body = compiler.within(parameters, node.parts[0])

    def function(scope: Scope) -> object:
        def call(*values: object) -> object:
            scope.spend()
            if len(values) != len(parameters):
                scope.note("A function was given the wrong number of arguments.")
                return None
            given: dict[str, object] = {}
            for name, kind, value in zip(parameters, types, values, strict=True):
                given[name], fits = coerced(value, kind)
                if not fits:
                    scope.note(f"The argument {name} is no {kind}.")
                    return None
            return body(Scope(given, scope))

        return Function(parameters, call, types)

    return function


@builds("external")
def _external(compiler: Compiler, node: Node) -> Run:
    return compiler.refused(
        node,
        "Fungsi dari luar (Java, PMML) tidak didukung.",
        "External functions (Java, PMML) are not supported.",
    )
