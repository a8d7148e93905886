"""The decisions of a file, ready to be taken."""

from collections.abc import Mapping
from dataclasses import dataclass

from pendopo.core.decisions.evaluate import decide
from pendopo.core.decisions.model import Decision


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of one file."""

    source: str
    decisions: Mapping[str, Decision]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in the order of the file."""
        return tuple(self.decisions)

    def evaluate(self, decision_id: str, names: Mapping[str, object]) -> object:
        """The FEEL value of a decision: one output gives its value, several a dict, COLLECT and
        RULE ORDER a list, no hit null (None).

        `names` are the input data by name. Decisions that this one needs are taken first, once.
        Raises KeyError for an unknown id and DecisionError when the rules clash.
        """
        return decide(self.decisions, decision_id, names)
