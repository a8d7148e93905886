"""Tables of planning: plans in versions, money, what was realised, reviews, imports."""

from pendopo.planning.contracts.models import Addendum, Contract, FieldVisit, Progress
from pendopo.planning.findings.models import AuditFinding
from pendopo.planning.models.carried import PositionTarget
from pendopo.planning.models.imports import ColumnMapping, ImportRun
from pendopo.planning.models.plans import Node, Plan, Version
from pendopo.planning.models.purposes import Budget, Contribution, Indicator, MeasureLink
from pendopo.planning.models.realised import Disbursement, Realisation
from pendopo.planning.models.reviews import Decision, Review

__all__ = [
    "Addendum",
    "AuditFinding",
    "Budget",
    "ColumnMapping",
    "Contract",
    "Contribution",
    "Decision",
    "Disbursement",
    "FieldVisit",
    "ImportRun",
    "Indicator",
    "MeasureLink",
    "Node",
    "Plan",
    "PositionTarget",
    "Progress",
    "Realisation",
    "Review",
    "Version",
]
