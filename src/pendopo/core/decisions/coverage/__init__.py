"""Whether the tables of a file leave something out, or say two things at once."""

from pendopo.core.decisions.coverage.examine import examine
from pendopo.core.decisions.coverage.finding import Finding

__all__ = ["Finding", "examine"]
