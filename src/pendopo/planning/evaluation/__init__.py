"""Realisation against targets: named formulas, bands, and the refusal of what is incomplete.

`evaluate` is the door; `strategies` and `bands` are dated data, `rows` reads a table, `score`
counts, `layout` writes the form of the RKPD evaluation.
"""

from pendopo.planning.evaluation.bands import BANDS, Band, predicate
from pendopo.planning.evaluation.evaluate import Evaluation, evaluate
from pendopo.planning.evaluation.layout import evaluation_workbook
from pendopo.planning.evaluation.rows import Measured
from pendopo.planning.evaluation.score import Refusal, Result, score
from pendopo.planning.evaluation.strategies import STRATEGIES, Strategy, strategy

__all__ = [
    "BANDS",
    "STRATEGIES",
    "Band",
    "Evaluation",
    "Measured",
    "Refusal",
    "Result",
    "Strategy",
    "evaluate",
    "evaluation_workbook",
    "predicate",
    "score",
    "strategy",
]
