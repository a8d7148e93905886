"""Files become plans: headings are understood, rows judged, and what they say told apart.

`read` is the door. It stands on `tree` (levels of the budget, already judged there), `above` (what
stands over programmes), `lines` (expenditure accounts) and `figures`; none of them asks a database.
"""

from pendopo.planning.intake.columns import OURS, fingerprint, headings_of, renamed
from pendopo.planning.intake.read import read
from pendopo.planning.intake.rules import ADVICE, IMPORT_RULES
from pendopo.planning.intake.values import BudgetLine, Intake, IntakeIndicator, IntakeNode, Ref

__all__ = [
    "ADVICE",
    "IMPORT_RULES",
    "OURS",
    "BudgetLine",
    "Intake",
    "IntakeIndicator",
    "IntakeNode",
    "Ref",
    "fingerprint",
    "headings_of",
    "read",
    "renamed",
]
