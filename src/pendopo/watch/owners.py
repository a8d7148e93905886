"""Whose an alarm is: a position, by the rule and by who has the thing now."""

from __future__ import annotations

from uuid import UUID

from pendopo.directory import api as directory
from pendopo.watch.models import Shift
from pendopo.watch.rules import Finding, RuleText, Step


def owner_of(rule: RuleText, found: Finding) -> UUID | None:
    """The position that the rule names, the owner of an order, or the head of whoever has it."""
    if rule.owner != "holder":
        return position_named(rule.owner)
    return found.owner_id or head_of(found.organisation_id)


def head_of(organisation_id: UUID | None) -> UUID | None:
    """The head's position; else the first that supervises there; else any, by title."""
    chart = directory.chart()
    organisation = chart.organisations.get(organisation_id) if organisation_id else None
    if organisation is None:
        return None
    if organisation.head_position_id:
        return organisation.head_position_id
    there = [one for one in chart.positions.values() if one.organisation_id == organisation.id]
    there.sort(key=lambda one: ("supervisor" not in one.roles, one.title))
    return there[0].id if there else None


def step_owner(step: Step, organisation_id: UUID | None, shift: Shift | None) -> UUID | None:
    """Where a step of escalation goes; None when nobody has the duty."""
    if step.to == "duty":
        return (shift.substitute_id or shift.position_id) if shift else None
    if step.to == "head":
        return head_of(organisation_id)
    return position_named(step.to)


def position_named(name: str) -> UUID | None:
    """The position `ORGANISATION CODE/POSITION CODE` of the current region."""
    code, _, position = name.partition("/")
    chart = directory.chart()
    organisation = chart.by_code.get(code)
    found = chart.by_place.get((organisation.id, position)) if organisation else None
    return found.id if found else None
