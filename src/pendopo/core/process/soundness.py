"""x"""

from typing import Any

from pendopo.core.markup import Findings
from pendopo.core.problem import Problem
from pendopo.core.process.graph import Graph


def sound(findings: Findings, graph: Graph, elements: dict[str, Any]) -> tuple[Problem, ...]:
    return ()
