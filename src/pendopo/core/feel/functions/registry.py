"""The table of built-in functions: their words, their parameters, their Python."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from pendopo.core.feel.values import Function

_Call = TypeVar("_Call", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Builtin:
    """One built-in function.

    `required` counts the parameters that must be given; a `variadic` one takes a list or any
    number of values, or any number of lists when it is `joining`. `others` are further ways to
    name the parameters. `call` answers null (None) for values that it cannot work with.
    A value where a list is asked for becomes a list of itself, and a list of one its item where
    it is not; the places in `anything` take what they are given.
    """

    name: str
    parameters: tuple[str, ...]
    required: int
    variadic: bool
    joining: bool
    others: tuple[tuple[str, ...], ...]
    anything: tuple[str, ...]
    call: Callable[..., object]


BUILTINS: dict[str, Builtin] = {}


def builtin(
    name: str,
    *parameters: str,
    optional: int = 0,
    variadic: bool = False,
    joining: bool = False,
    others: tuple[tuple[str, ...], ...] = (),
    anything: tuple[str, ...] = (),
) -> Callable[[_Call], _Call]:
    """Enters a function under its FEEL name; the last `optional` parameters may be left out."""

    def enter(call: _Call) -> _Call:
        BUILTINS[name] = Builtin(
            name,
            parameters,
            len(parameters) - optional,
            variadic or joining,
            joining,
            others,
            anything,
            call,
        )
        return call

    return enter


def invoked(function: Builtin, values: list[object]) -> object:
    """Calls the function with values by place, as many as it takes."""
    if not function.variadic:
        if list in map(type, values) or _LIST in _places(function):
            values = [*map(_fitting, values, _places(function))]
        return function.call(*values)
    if function.joining or len(values) != 1:
        return function.call(values)
    only = values[0]
    if only is None:  # no list at all, which is not a list of nothing
        return None
    return function.call(only if isinstance(only, list) else [only])


_LIST, _ITEM, _ANYTHING = 0, 1, 2


@cache
def _places(function: Builtin) -> tuple[int, ...]:
    return tuple(
        _ANYTHING if name in function.anything else _LIST if name == "list" else _ITEM
        for name in function.parameters
    )


def _fitting(value: object, place: int) -> object:
    """The implicit conversion of an argument (DMN 1.5, 10.3.2.9.4)."""
    if place == _ITEM:
        return value[0] if isinstance(value, list) and len(value) == 1 else value
    if place == _LIST and value is not None and not isinstance(value, list):
        return [value]
    return value


@cache
def as_value(name: str) -> Function:
    """The built-in function as a value, to hand to another function."""
    function = BUILTINS[name]
    most = 99 if function.variadic else len(function.parameters)

    def call(*values: object) -> object:
        fits = function.required <= len(values) <= most
        return invoked(function, list(values)) if fits else None

    return Function(function.parameters, call, None, None, function.required, most)
