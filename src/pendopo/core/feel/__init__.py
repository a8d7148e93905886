"""FEEL, the expression language of DMN 1.5: conditions, fees, dates and routing in one tongue.

Compiled to closures, never handed to Python; bounded in length, depth and work. The caller passes
every name, `now` and `today` too, so that an evaluation can be repeated at any time.
"""

from pendopo.core.feel.errors import FeelError
from pendopo.core.feel.expressions import Expression, UnaryTests, expression, unary_tests
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.values import Range, WorkingDays, YearsMonths, from_python

__all__ = [
    "Expression",
    "FeelError",
    "Range",
    "Scope",
    "UnaryTests",
    "WorkingDays",
    "YearsMonths",
    "expression",
    "from_python",
    "unary_tests",
]
