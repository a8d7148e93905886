"""What training tells: figures of the agency and of the topic, as one JSON object."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from pendopo.voice.routing.values import Estimate


@dataclass(frozen=True, slots=True)
class Quality:
    """Figures over `n` rows judged by a machine that did not learn from them.

    top3: the truth is among three suggestions; calibration_error: ECE, 0 is best;
    everything: accuracy when rows that could not be tested count as wrong.
    """

    n: int
    accuracy: Estimate
    top3: Estimate
    macro_f1: Estimate
    calibration_error: float
    everything: float


@dataclass(frozen=True, slots=True)
class Automatic:
    """share: of all rows, those at or above the threshold; accuracy: of these, the right ones."""

    threshold: float
    share: Estimate
    accuracy: Estimate


@dataclass(frozen=True, slots=True)
class Report:
    """n: rows; texts: distinct ones; untested: rows whose agency has a single distinct text.

    direct: how much of the answer comes from the text itself, the rest by way of its topic.
    """

    n: int
    texts: int
    agencies: int
    topics: int
    folds: int
    seed: int
    untested: int
    untested_agencies: int
    agency: Quality
    topic: Quality | None
    automatic: Automatic
    direct: float

    def plain(self) -> dict[str, Any]:
        """As JSON prints it: `accuracy`, `top3`, `macro_f1` of the agency at the top."""
        found = asdict(self)
        agency = found.pop("agency")
        agency["tested"] = agency.pop("n")
        agency["accuracy_all_rows"] = agency.pop("everything")
        if found["topic"]:
            found["topic"]["tested"] = found["topic"].pop("n")
            found["topic"]["accuracy_all_rows"] = found["topic"].pop("everything")
        figures = ("accuracy", "top3", "macro_f1")
        top = {name: agency.pop(name) for name in figures}
        found["direct_share"] = found.pop("direct")
        return {**top, **agency, **found}
