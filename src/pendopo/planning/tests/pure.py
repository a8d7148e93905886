"""The rules of planning without its tables: what these tests judge needs no framework."""

from pendopo.planning.evaluation import *  # noqa: F403  (its __all__ is the list)
from pendopo.planning.evaluation.evaluate import means
from pendopo.planning.refusals import Unreadable
from pendopo.planning.tables import *  # noqa: F403  (the same)
from pendopo.planning.tree import *  # noqa: F403  (the same)

__all__ = ["Unreadable", "means"]
