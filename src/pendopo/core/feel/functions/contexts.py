"""Contexts, and questions about values (DMN 1.5, 10.3.4.7 and 10.3.4.9)."""

from pendopo.core.feel.compare import identical
from pendopo.core.feel.functions.registry import builtin


@builtin("get value", "m", "key", others=(("context", "key"), ("context", "keys"), ("m", "keys")))
def get_value(context: object, key: object) -> object:
    """The entry of a key, or of a path of keys."""
    for step in key if isinstance(key, list) and key else [key]:
        if not isinstance(context, dict) or not isinstance(step, str):
            return None
        context = context.get(step)
    return context


@builtin("get entries", "m", others=(("context",),))
def get_entries(context: object) -> object:
    if not isinstance(context, dict):
        return None
    return [{"key": key, "value": value} for key, value in context.items()]


@builtin("context", "entries")
def context_(entries: object) -> object:
    """context([{key: "a", value: 1}]); a key that stands twice gives null."""
    made: dict[str, object] = {}
    for entry in entries if isinstance(entries, list) else [entries]:
        if not isinstance(entry, dict) or not {"key", "value"} <= entry.keys():
            return None
        key = entry["key"]
        if not isinstance(key, str) or key in made:
            return None
        made[key] = entry["value"]
    return made


@builtin(
    "context put", "context", "key", "value", others=(("context", "keys", "value"),),
    anything=("key", "value"),
)  # fmt: skip
def context_put(context: object, key: object, value: object) -> object:
    """A copy with the entry set; a list of keys sets it deep inside."""
    keys = key if isinstance(key, list) else [key]
    if not isinstance(context, dict) or not keys or not isinstance(keys[0], str):
        return None
    first, *rest = keys
    if rest:
        value = context_put(context.get(first), rest, value)
        if value is None:
            return None
    return {**context, first: value}


@builtin("context merge", "contexts")
def context_merge(contexts: object) -> object:
    """One context with the entries of all; a later one wins."""
    made: dict[str, object] = {}
    for one in contexts if isinstance(contexts, list) else [contexts]:
        if not isinstance(one, dict):
            return None
        made |= one
    return made


@builtin("is", "value1", "value2", anything=("value1", "value2"))
def is_(one: object, other: object) -> object:
    return identical(one, other)


@builtin("is defined", "value", anything=("value",))
def is_defined(value: object) -> object:
    # The compiler answers for names and paths, where a present null counts as defined.
    return value is not None
