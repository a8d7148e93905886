"""The front door of planning: reading plans, checking their tree, scoring what was realised."""

from pendopo.planning.evaluation import (
    BANDS,
    STRATEGIES,
    Band,
    Evaluation,
    Measured,
    Refusal,
    Result,
    Strategy,
    evaluate,
    evaluation_workbook,
    predicate,
    strategy,
)
from pendopo.planning.evaluation.evaluate import Mean, means
from pendopo.planning.refusals import Unreadable
from pendopo.planning.tables import Sheet, open_sheet
from pendopo.planning.tree import RULES, Finding, Report, check

__all__ = [
    "BANDS",
    "RULES",
    "STRATEGIES",
    "Band",
    "Evaluation",
    "Finding",
    "Mean",
    "Measured",
    "Refusal",
    "Report",
    "Result",
    "Sheet",
    "Strategy",
    "Unreadable",
    "check",
    "evaluate",
    "evaluation_workbook",
    "means",
    "open_sheet",
    "predicate",
    "strategy",
]
