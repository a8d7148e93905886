"""Reads a type as it is written after `instance of` or a parameter (DMN 1.5, rules 52 to 55)."""

import re

from pendopo.core.feel import words
from pendopo.core.feel.reading import Reading
from pendopo.core.feel.types import ANY, Type, named

_BUILT_IN = re.compile(
    r"(?:date\s+and\s+time|days\s+and\s+time\s+duration|years\s+and\s+months\s+duration"
    rf"|working\s+days)(?![{words.PART}])"
)
_FIELD = re.compile(rf"{words.SPELLED}(?=\s*:)")


def read_type(reading: Reading) -> Type:
    """The type that comes next; a name that is not built in stays to be looked up."""
    reading.deeper()
    try:
        return _type(reading)
    finally:
        reading.shallower()


def _type(reading: Reading) -> Type:
    name = reading.match(_BUILT_IN)
    if name is not None:
        return Type(words.tidy(name))
    if reading.says("function"):
        return _function(reading)
    if reading.says("null"):
        return Type("Null")
    name = reading.name()
    if name is None:
        raise reading.unexpected()
    if name in ("list", "range") and reading.takes("<"):
        inner = read_type(reading)
        reading.needs(">")
        return Type(name, (inner,))
    if name == "context" and reading.takes("<"):
        return Type(name, None, _fields(reading))
    while reading.sees("."):
        reading.needs(".")
        name = f"{name}.{reading.name(dotted=True) or ''}"
    return named(name) or Type(name)


def _fields(reading: Reading) -> tuple[tuple[str, Type], ...]:
    fields: list[tuple[str, Type]] = []
    while not reading.sees(">"):
        name = reading.match(_FIELD)
        if name is None:
            raise reading.unexpected()
        reading.needs(":")
        fields.append((words.tidy(name), read_type(reading)))
        if not reading.takes(","):
            break
    reading.needs(">")
    return tuple(fields)


def _function(reading: Reading) -> Type:
    if not reading.takes("<"):
        return Type("function")
    parameters: list[Type] = []
    while not reading.sees(">"):
        parameters.append(read_type(reading))
        if not reading.takes(","):
            break
    reading.needs(">")
    reading.needs("->")
    return Type("function", tuple(parameters), (), read_type(reading) or ANY)
