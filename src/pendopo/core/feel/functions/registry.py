"""The table of built-in functions: their words, their parameters, their Python."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

_Call = TypeVar("_Call", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Builtin:
    """One built-in function.

    `required` counts the parameters that must be given; a `variadic` one takes a list or any
    number of values. `call` answers null (None) for values that it cannot work with.
    """

    name: str
    parameters: tuple[str, ...]
    required: int
    variadic: bool
    call: Callable[..., object]


BUILTINS: dict[str, Builtin] = {}


def builtin(
    name: str, *parameters: str, optional: int = 0, variadic: bool = False
) -> Callable[[_Call], _Call]:
    """Enters a function under its FEEL name; the last `optional` parameters may be left out."""

    def enter(call: _Call) -> _Call:
        BUILTINS[name] = Builtin(name, parameters, len(parameters) - optional, variadic, call)
        return call

    return enter
