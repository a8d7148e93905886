"""Files become figures: what was done and paid, as agencies and the treasury send it.

`read` understands a sheet, `match` finds what it is about in a plan. Neither asks a database.
"""

from pendopo.planning.realised.columns import OURS, renamed
from pendopo.planning.realised.match import Matched, match
from pendopo.planning.realised.read import read
from pendopo.planning.realised.rules import ADVICE, RULES
from pendopo.planning.realised.values import (
    Entry,
    Known,
    KnownFigure,
    KnownLetter,
    KnownNode,
    Said,
    SaidFigure,
    SaidLetter,
)

__all__ = [
    "ADVICE",
    "OURS",
    "RULES",
    "Entry",
    "Known",
    "KnownFigure",
    "KnownLetter",
    "KnownNode",
    "Matched",
    "Said",
    "SaidFigure",
    "SaidLetter",
    "match",
    "read",
    "renamed",
]
