"""The built-in functions of FEEL (DMN 1.3, 10.3.4), a file for each kind of value."""

from pendopo.core.feel.functions import contexts, dates, lists, numbers, strings
from pendopo.core.feel.functions.registry import BUILTINS, Builtin

__all__ = ["BUILTINS", "Builtin", "contexts", "dates", "lists", "numbers", "strings"]
