"""The built-in functions of FEEL (DMN 1.5, 10.3.4), a file for each kind of value."""

from pendopo.core.feel.functions import contexts, dates, intervals, lists, numbers, strings
from pendopo.core.feel.functions.registry import BUILTINS, Builtin, as_value, builtin, invoked

__all__ = [
    "BUILTINS",
    "Builtin",
    "as_value",
    "builtin",
    "contexts",
    "dates",
    "intervals",
    "invoked",
    "lists",
    "numbers",
    "strings",
]
