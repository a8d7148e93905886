"""Whether the tables of a file leave something out, or say two things at once."""

from pendopo.core.decisions.coverage.examine import Finding, examine

__all__ = ["Finding", "examine"]
