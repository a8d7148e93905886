"""A plan as a tree: programmes, activities, sub-activities of each agency, and what is wrong in it.

`check` is the door; it stands on `rows` (a table becomes nodes), `links` (who is whose parent),
`sums` (money) and `duties` (indicators), all of which answer `Finding`s.
"""

from pendopo.planning.tree.check import Report, check
from pendopo.planning.tree.finding import RULES, Finding

__all__ = ["RULES", "Finding", "Report", "check"]
