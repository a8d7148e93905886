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
    """

    name: str
    parameters: tuple[str, ...]
    required: int
    variadic: bool
    joining: bool
    others: tuple[tuple[str, ...], ...]
    call: Callable[..., object]


BUILTINS: dict[str, Builtin] = {}


def builtin(
    name: str,
    *parameters: str,
    optional: int = 0,
    variadic: bool = False,
    joining: bool = False,
    others: tuple[tuple[str, ...], ...] = (),
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
            call,
        )
        return call

    return enter


def invoked(function: Builtin, values: list[object]) -> object:
    """Calls the function with values by place, as many as it takes."""
    if not function.variadic:
        return function.call(*values)
    if function.joining or len(values) != 1:
        return function.call(values)
    only = values[0]
    return function.call(only if isinstance(only, list) else [only])


@cache
def as_value(name: str) -> Function:
    """The built-in function as a value, to hand to another function."""
    function = BUILTINS[name]
    most = 99 if function.variadic else len(function.parameters)

    def call(*values: object) -> object:
        fits = function.required <= len(values) <= most
        return invoked(function, list(values)) if fits else None

    return Function(function.parameters, call, None, None, function.required)
