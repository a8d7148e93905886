"""How well agencies answer, recomputed by anybody from the public export alone.

docs/reference/reputation.md explains the formula in plain words.
"""

from pendopo.voice.reputation.periods import values_for
from pendopo.voice.reputation.ratings import (
    RatingLine,
    RatingRow,
    compute_ratings,
    parse_ratings,
    write_ratings,
)
from pendopo.voice.reputation.rows import ExportRefused, Row, parse_export, read_export
from pendopo.voice.reputation.table import FORMULA, Standing, Table, compute
from pendopo.voice.reputation.wilson import wilson
from pendopo.voice.reputation.writing import write_export

__all__ = [
    "FORMULA",
    "ExportRefused",
    "RatingLine",
    "RatingRow",
    "Row",
    "Standing",
    "Table",
    "compute",
    "compute_ratings",
    "parse_export",
    "parse_ratings",
    "read_export",
    "values_for",
    "wilson",
    "write_export",
    "write_ratings",
]
