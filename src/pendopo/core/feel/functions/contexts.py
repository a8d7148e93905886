"""Contexts, and questions about values (DMN 1.3, 10.3.4.7 and 10.3.4.9)."""

from pendopo.core.feel.compare import equal
from pendopo.core.feel.functions.registry import builtin


@builtin("get value", "m", "key")
def get_value(context: object, key: object) -> object:
    if not isinstance(context, dict) or not isinstance(key, str):
        return None
    return context.get(key)


@builtin("get entries", "m")
def get_entries(context: object) -> object:
    if not isinstance(context, dict):
        return None
    return [{"key": key, "value": value} for key, value in context.items()]


@builtin("is", "value1", "value2")
def is_(one: object, other: object) -> object:
    return type(one) is type(other) and equal(one, other) is True


@builtin("is defined", "value")
def is_defined(value: object) -> object:
    # The compiler answers for names and paths, where a present null counts as defined.
    return value is not None
