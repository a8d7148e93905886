"""Values of service.yaml that may be a formula: `= <FEEL>`."""

from __future__ import annotations

from collections.abc import Iterator

from pendopo.services.schema import DatedLimit, Service
from pendopo.services.yaml_tree import Path


def formula(text: str) -> str:
    """The FEEL of a value that is one, "" for a plain value."""
    return text.strip()[1:].strip() if text.strip().startswith("=") else ""


def limits(service: Service) -> Iterator[tuple[Path, tuple[DatedLimit, ...]]]:
    """Every list of limits, with its path."""
    yield ("sla", "total"), service.sla.total
    for name, stage in service.sla.stages.items():
        yield ("sla", "stages", name, "limit"), stage.limit
    for element, task in service.tasks.items():
        yield ("tasks", element, "limit"), task.limit


def organisations(service: Service) -> Iterator[tuple[Path, str]]:
    """Whose lanes and tasks are, where that is a formula: path and FEEL."""
    for name, lane in service.lanes.items():
        if formula(lane.organisation):
            yield ("lanes", name, "organisation"), formula(lane.organisation)
    for element, task in service.tasks.items():
        if formula(task.organisation):
            yield ("tasks", element, "organisation"), formula(task.organisation)


def conditions(service: Service) -> Iterator[tuple[Path, str]]:
    """Conditions of limits: path and FEEL."""
    for path, rules in limits(service):
        for at, rule in enumerate(rules):
            if rule.when:
                yield (*path, at, "when"), rule.when


def keys(service: Service) -> Iterator[tuple[Path, str]]:
    """By what a message finds its case: path and FEEL."""
    for name, message in service.messages.items():
        if message.key:
            yield ("messages", name, "key"), message.key


def formulas(service: Service) -> Iterator[str]:
    """All FEEL that a running case reads besides its drawing and its tables."""
    for one in service.validity:
        if one.feel:
            yield one.feel
    for _, text in (*organisations(service), *conditions(service), *keys(service)):
        yield text
