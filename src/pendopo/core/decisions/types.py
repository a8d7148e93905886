"""Item definitions: the types that a model gives names to (DMN 1.5, 7.3.2)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pendopo.core.feel import FeelError, UnaryTests
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.types import ANY, Type, named
from pendopo.core.markup import local, space

if TYPE_CHECKING:
    from pendopo.core.decisions.texts import Reader


def read_types(reader: "Reader", root: Any, imported: Mapping[str, Type]) -> dict[str, Type]:
    """The types of a file by name, those of its imports as `import.name`."""
    return _Definitions(reader, root, imported).all()


def type_named(reader: "Reader", element: Any, reference: str) -> Type:
    """The type of a typeRef; Any when there is none, or after noting that it is not known."""
    found = _lookup(reference, reader.types)
    if found is None:
        reader.stray_type(element, reference)
    return found or ANY


def _lookup(reference: str, known: Mapping[str, Type]) -> Type | None:
    name = " ".join(reference.split())
    if not name:
        return ANY
    bare = name.rpartition(":")[2]  # feel:string, and QNames of earlier versions
    return known.get(name) or known.get(bare) or named(bare)


class _Definitions:
    def __init__(self, reader: "Reader", root: Any, imported: Mapping[str, Type]) -> None:
        self._reader = reader
        self._elements = {_name(child): child for child in root if local(child) == "itemDefinition"}
        self._done: dict[str, Type] = dict(imported)
        self._open: set[str] = set()

    def all(self) -> dict[str, Type]:
        for name in self._elements:
            self._defined(name)
        return self._done

    def _defined(self, name: str) -> Type:
        if name in self._open:  # a type made of itself has no end: its inner self is Any
            return ANY
        if name not in self._done:
            self._open.add(name)
            self._done[name] = self._read(self._elements[name])
            self._open.discard(name)
        return self._done[name]

    def _reference(self, element: Any, reference: str) -> Type:
        name = " ".join(reference.split())
        for one in (name, name.rpartition(":")[2]):
            if one in self._elements:
                return self._defined(one)
        found = _lookup(name, self._done)
        if found is None:
            self._reader.stray_type(element, name)
        return found or ANY

    def _read(self, element: Any) -> Type:
        with self._reader.deeper(element) as fine:
            return self._whole(element) if fine else ANY

    def _whole(self, element: Any) -> Type:
        fields: list[tuple[str, Type]] = []
        base = ANY
        for child in element:
            kind = local(child)
            if space(child) != space(element):
                continue
            if kind == "typeRef":
                base = self._reference(child, child.text or "")
            elif kind == "itemComponent":
                fields.append((_name(child), self._read(child)))
            elif kind == "functionItem":
                base = self._function(child)
        if fields:
            base = Type("context", None, tuple(fields))
        base = self._constrained(element, "allowedValues", base)
        if element.get("isCollection", "false") in ("true", "1"):
            base = Type("list", (base,))
        return self._constrained(element, "typeConstraint", base)

    def _function(self, element: Any) -> Type:
        parameters = tuple(
            self._reference(child, child.get("typeRef", ""))
            for child in element
            if local(child) == "parameters"
        )
        result = self._reference(element, element.get("outputTypeRef", ""))
        return Type("function", parameters, (), result)

    def _constrained(self, element: Any, kind: str, base: Type) -> Type:
        allowed = base.allowed
        for child in element:
            if local(child) != kind:
                continue
            tests = self._reader.tests(child)
            if tests is not None and local(element) == "itemDefinition":
                self._reader.listed[_name(element)] = tests.text
            if tests is not None:
                allowed = _both(allowed, tests)
        return base if allowed is base.allowed else replace(base, allowed=allowed)


def _both(allowed: Callable[[object], bool] | None, tests: UnaryTests) -> Callable[[object], bool]:
    def meets(value: object) -> bool:
        if allowed is not None and not allowed(value):
            return False
        try:
            return tests.within(value, Scope({}))
        except FeelError:
            return False

    return meets


def _name(element: Any) -> str:
    return " ".join(element.get("name", "").split())


def component_names(kinds: Iterable[Type]) -> set[str]:
    """All names of parts of these types, for the expressions that speak of them."""
    found: set[str] = set()
    waiting = list(kinds)
    seen = 0
    while waiting and seen < 10_000:
        kind = waiting.pop()
        seen += 1
        found |= {name for name, _ in kind.fields}
        waiting.extend(one for _, one in kind.fields)
        waiting.extend(kind.parts or ())
    return found
