"""Syntax tree to closures: every node becomes a Python function of a scope, once."""

from pendopo.core.feel.build import calls, interval_text, intervals, literals, logic, loops
from pendopo.core.feel.build.compiler import Compiler, Run

__all__ = ["Compiler", "Run", "calls", "interval_text", "intervals", "literals", "logic", "loops"]
