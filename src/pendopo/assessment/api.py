"""The front door of assessment: instruments as data, and live evidence for their indicators."""

from pendopo.assessment.evidence import Evidence, Shown, evidence
from pendopo.assessment.instrument import (
    Indicator,
    Instrument,
    InstrumentRefused,
    Piece,
    Shows,
    load,
)

__all__ = [
    "Evidence",
    "Indicator",
    "Instrument",
    "InstrumentRefused",
    "Piece",
    "Shown",
    "Shows",
    "evidence",
    "load",
]
