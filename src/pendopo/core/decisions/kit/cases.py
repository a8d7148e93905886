"""The cases of one test file, with their values as FEEL has them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pendopo.core.feel.literal import read_date, read_duration, read_moment, read_time
from pendopo.core.feel.values import NUMBERS, number
from pendopo.core.markup import local, read

_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


@dataclass(frozen=True, slots=True)
class Input:
    """A value that the case gives. `namespace` is that of the model that asks, "" for the first."""

    name: str
    namespace: str
    value: object


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a decision must give. `error`: the kit expects an error, which is null and a note."""

    decision: str
    value: object
    error: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One test case: it passes when all that it wants is given. `service` is "" for decisions."""

    id: str
    service: str
    inputs: tuple[Input, ...]
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """A test file: the model that it plays, and its cases."""

    model: str
    cases: tuple[Case, ...]


def read_cases(data: bytes, *, source: str) -> Cases:
    """Raises NotMarkup for a file that is no XML."""
    root = read(data, source=source)
    model = next((child.text or "" for child in _own(root, "modelName")), "")
    return Cases(model.strip(), tuple(_case(child) for child in _own(root, "testCase")))


def _own(element: Any, kind: str) -> Iterator[Any]:
    return (child for child in element if local(child) == kind)


def _case(element: Any) -> Case:
    service = element.get("invocableName", "") if "Service" in element.get("type", "") else ""
    return Case(
        element.get("id", ""),
        service,
        tuple(
            Input(child.get("name", ""), child.get("namespace", ""), _value(child))
            for child in _own(element, "inputNode")
        ),
        tuple(
            Wanted(
                child.get("name", ""),
                _value(next(_own(child, "expected"), None)),
                child.get("errorResult", "false") == "true",
            )
            for child in _own(element, "resultNode")
        ),
    )


def _value(element: Any) -> object:
    if element is None:
        return None
    components = list(_own(element, "component"))
    if components:
        return {child.get("name", ""): _value(child) for child in components}
    for child in element:
        if local(child) == "list":
            return [_value(item) for item in _own(child, "item")]
        if local(child) == "value":
            return _simple(child)
    return None


def _simple(element: Any) -> object:
    text = element.text or ""
    if element.get(_NIL) in ("true", "1"):
        return None
    kind = element.get(_TYPE, "xsd:string").split(":")[-1]
    if kind == "string":
        return text
    text = text.strip()
    if kind == "boolean":
        return text in ("true", "1")
    if kind in ("decimal", "double", "integer", "int", "long", "float"):
        return number(NUMBERS.create_decimal(text))
    reads = {"date": read_date, "time": read_time, "dateTime": read_moment}
    found = reads[kind](text) if kind in reads else read_duration(text)
    if found is None:
        raise ValueError(f"{text} is no {kind}")
    return found
