"""Who can be asked to answer a report."""

from __future__ import annotations

from pendopo.directory import api as directory

ROLE = "liaison"
"""Whoever holds it answers reports for the organisation (`policy.answers_for`)."""


def answering_agencies() -> tuple[directory.Organisation, ...]:
    """Organisations of the current region with somebody who answers reports, by name."""
    chart = directory.chart()
    able = {one.organisation_id for one in chart.positions.values() if ROLE in one.roles}
    found = (chart.organisations[one] for one in able)
    return tuple(sorted((one for one in found if one.code), key=lambda one: (one.name, one.code)))
