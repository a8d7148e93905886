"""Measures' front door: numbers computed from facts, kept exact as facts come.

A measure is declared as data, counted by one reader, and asked for by name. Every question runs in
the current region and reads cells, never facts (except `lineage`, which shows them).
"""

from pendopo.core.problem import Problem
from pendopo.measures.actions import declare, rebuild
from pendopo.measures.checking import check
from pendopo.measures.definition import Definition, Start
from pendopo.measures.definition import read as definition
from pendopo.measures.forecast import Forecast, forecast
from pendopo.measures.lineage import lineage
from pendopo.measures.load import load, load_all
from pendopo.measures.outlook import outlook
from pendopo.measures.policy import declares
from pendopo.measures.queries import lines, measure, measures, series, value, values
from pendopo.measures.refusals import DefinitionRefused, Refused
from pendopo.measures.values import (
    Ask,
    Lineage,
    Measure,
    Moment,
    Point,
    Source,
    State,
    Step,
    Value,
)

__all__ = [
    "Ask",
    "Definition",
    "DefinitionRefused",
    "Forecast",
    "Lineage",
    "Measure",
    "Moment",
    "Point",
    "Problem",
    "Refused",
    "Source",
    "Start",
    "State",
    "Step",
    "Value",
    "check",
    "declare",
    "declares",
    "definition",
    "forecast",
    "lineage",
    "lines",
    "load",
    "load_all",
    "measure",
    "measures",
    "outlook",
    "rebuild",
    "series",
    "value",
    "values",
]
