"""Boxed expressions: what a decision is made of besides a line of FEEL (DMN 1.5, 10.2)."""

from pendopo.core.decisions.boxed.read import KINDS, read_logic

__all__ = ["KINDS", "read_logic"]
