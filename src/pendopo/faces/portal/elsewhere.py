"""A service that another system decides: what is said about it on the applicant's pages."""

from __future__ import annotations

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components.access import clock
from pendopo.faces.portal.sheet import Sheet
from pendopo.services import api as services


def of_draft(sheet: Sheet, who: directory.Actor) -> services.Estimated | None:
    """The estimate for the answers of a draft so far."""
    clear, _personal = sheet.compiled.form.split(sheet.answers)
    amount = services.flow.estimate(
        sheet.compiled, clear, casework.rule_names(who), directory.today(clock())
    )
    return services.estimated(sheet.compiled, amount)


def of_case(case: casework.CaseView) -> services.Estimated | None:
    """The estimate for the answers of an application."""
    return services.estimated(services.version(hash=case.version_hash), case.estimate)
