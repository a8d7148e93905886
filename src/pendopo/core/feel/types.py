"""The types of FEEL, and whether a value is of one (DMN 1.5, 10.3.2.9)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC

from pendopo.core.feel.moments import is_day, make_moment
from pendopo.core.feel.values import KINDS, Function, Range, kind_of


@dataclass(frozen=True, slots=True)
class Type:
    """One type. `name` is a kind (see KINDS), Any, or the name that a model gave to another type.

    parts: the item of a list, the ends of a range, the parameters of a function (None when any
    will do). fields: of a context. result: of a function. allowed: what the values must meet
    besides, as a model's item definition says; None when it says nothing.
    """

    name: str
    parts: tuple["Type", ...] | None = None
    fields: tuple[tuple[str, "Type"], ...] = ()
    result: "Type | None" = None
    allowed: Callable[[object], bool] | None = field(default=None, compare=False)

    def __str__(self) -> str:
        inner = ", ".join(map(str, self.parts or ()))
        inner = inner or ", ".join(f"{name}: {one}" for name, one in self.fields)
        after = f" -> {self.result}" if self.result else ""
        return f"{self.name}<{inner}>{after}" if inner or after else self.name


ANY = Type("Any")
SIMPLE = frozenset({"Any", "Null", "working days", *KINDS.values()}) - {"unequal", "null"}
_OLD = {  # names of earlier versions, and of XML Schema
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
    "any": "Any",
    "integer": "number", "double": "number", "long": "number", "decimal": "number",
}  # fmt: skip


class UnknownType(LookupError):
    """A type that nobody defined; its name is the argument."""


def named(name: str) -> Type | None:
    """The built-in type of this name; None for other names."""
    found = _OLD.get(name, name)
    return Type(found) if found in SIMPLE else None


def resolved(kind: Type, known: Mapping[str, Type]) -> Type:
    """The type with the names of a model replaced. Raises UnknownType."""
    if kind.name not in SIMPLE:
        found = known.get(kind.name) or named(kind.name)
        if found is None:
            raise UnknownType(kind.name)
        return found
    if not kind.parts and not kind.fields and kind.result is None:
        return kind
    return replace(
        kind,
        parts=None if kind.parts is None else tuple(resolved(one, known) for one in kind.parts),
        fields=tuple((name, resolved(one, known)) for name, one in kind.fields),
        result=kind.result and resolved(kind.result, known),
    )


def instance(value: object, kind: Type, constraints: bool = False) -> bool:
    """Whether the value is of the type. Null is of no type but Null.

    `instance of` does not ask for the allowed values, a conversion does (`constraints`).
    """
    if value is None:
        return kind.name == "Null"
    if constraints and kind.allowed is not None and not kind.allowed(value):
        return False
    if kind.name == "Any":
        return True
    if kind.name != kind_of(value):
        return False
    if isinstance(value, list):
        item = kind.parts[0] if kind.parts else ANY
        return all(conforms(one, item, constraints) for one in value)
    if isinstance(value, dict):
        return all(
            name in value and conforms(value[name], one, constraints) for name, one in kind.fields
        )
    if isinstance(value, Range):
        return _ends(value, kind, constraints)
    return not isinstance(value, Function) or _function(value, kind)


def conforms(value: object, kind: Type, constraints: bool = True) -> bool:
    """Whether the value may stand where the type is asked for: null may everywhere."""
    return value is None or instance(value, kind, constraints)


def coerced(value: object, kind: Type) -> tuple[object, bool]:
    """The value as the type asks for it, and whether it fits (DMN 1.5, 10.3.2.9.4).

    One value becomes a list of itself, a list of one its item, a date midnight UTC. What cannot
    be made to fit gives (None, False).
    """
    if conforms(value, kind):
        return value, True
    if kind.name == "list" and not isinstance(value, list):
        return ([value], True) if conforms([value], kind) else (None, False)
    if isinstance(value, list) and len(value) == 1 and kind.name != "list":
        return (value[0], True) if conforms(value[0], kind) else (None, False)
    if kind.name == "date and time" and is_day(value):
        moment = make_moment(value, 0, UTC)
        return (moment, True) if conforms(moment, kind) else (None, False)
    return None, False


def fits(one: Type, other: Type) -> bool:
    """Whether every value of `one` is a value of `other` (DMN 1.5, 10.3.2.9.3)."""
    if other.name == "Any" or one.name == "Null":
        return True
    if one.name != other.name:
        return False
    if one.name == "context":
        fields = dict(one.fields)
        return all(name in fields and fits(fields[name], kind) for name, kind in other.fields)
    if one.name == "function":
        return _signature(one, other)
    if one.parts and other.parts:
        return fits(one.parts[0], other.parts[0])
    return True


def _ends(value: Range, kind: Type, constraints: bool) -> bool:
    item = kind.parts[0] if kind.parts else ANY
    return conforms(value.low, item, constraints) and conforms(value.high, item, constraints)


def _function(value: Function, kind: Type) -> bool:
    # What a function does not say of itself is taken on trust.
    asked = ANY if kind.result is None else kind.result
    takes = value.types or (None if value.types is None else ())
    if takes is None:
        least = len(value.parameters) if value.required is None else value.required
        most = len(value.parameters) if value.most is None else value.most
        return kind.parts is None or least <= len(kind.parts) <= most
    unsaid = value.result is None or value.result == ANY
    own = Type("function", takes, (), asked if unsaid else value.result)
    return _signature(own, kind)


def _signature(one: Type, other: Type) -> bool:
    # A function may stand for another that takes no more than it does and gives no less.
    if other.parts is None:
        return True
    if one.parts is None or len(one.parts) != len(other.parts):
        return False
    takes = all(fits(asked, own) for own, asked in zip(one.parts, other.parts, strict=True))
    return takes and fits(one.result or ANY, other.result or ANY)
