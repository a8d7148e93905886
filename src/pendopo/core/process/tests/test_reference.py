"""docs/reference/bpmn.md names every element that runs or is refused, and says the truth."""

from pathlib import Path

import pytest

from pendopo.core.process.names import DESCRIBES, EVENTS, KINDS, REFUSED, TRIGGERS

PAGE = (Path(__file__).parents[5] / "docs" / "reference" / "bpmn.md").read_text(encoding="utf-8")
ROWS = [line.split("|") for line in PAGE.splitlines() if line.startswith("| `")]


def state(element: str) -> str:
    """What the table says of an element."""
    return next((row[2].strip() for row in ROWS if f"`{element}`" in row[1]), "")


@pytest.mark.parametrize("element", KINDS)
def test_what_runs(element):
    assert state(element) == "runs"


@pytest.mark.parametrize("element", REFUSED)
def test_what_is_refused(element):
    assert state(element) == "refused"


@pytest.mark.parametrize("element", sorted(set(EVENTS) - {
    f"{one}EventDefinition" for allowed in TRIGGERS.values() for one in allowed
}))  # fmt: skip
def test_events_that_are_refused(element):
    assert state(element) == "refused"


@pytest.mark.parametrize("kind", TRIGGERS)
def test_events_are_named_where_they_run(kind):
    names = {name for name, one in KINDS.items() if one is kind}
    (row,) = [row for row in ROWS if any(f"`{name}`" in row[1] for name in names)]
    assert all(trigger in row[3] for trigger in TRIGGERS[kind])


def test_what_only_describes_is_shown():
    shown = {"dataObject", "textAnnotation", "association", "group", "documentation"}
    assert shown <= DESCRIBES and all(state(one) == "shown" for one in shown)
