"""The decisions of a file, ready to be taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pendopo.core.decisions.evaluate import STEPS, Evaluation
from pendopo.core.decisions.model import Decision, DecisionError, Elements, Service
from pendopo.core.feel.errors import TooMuch
from pendopo.core.feel.types import Type
from pendopo.core.feel.values import from_python


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of one file, and of the files that it imports, each with the name of the
    import ("": its elements stand beside the file's own).

    strict: as our packages are read; else as the standard has it, where what cannot run is null.
    """

    source: str
    elements: Elements
    namespace: str = ""
    strict: bool = True
    imports: tuple[tuple[str, "Decisions"], ...] = ()
    types: Mapping[str, Type] = field(default_factory=dict)

    @property
    def decisions(self) -> Mapping[str, Decision]:
        return self.elements.decisions

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in the order of the file."""
        return tuple(self.decisions)

    def evaluate(
        self,
        decision_id: str,
        names: Mapping[str, object],
        *,
        now: datetime | None = None,
        notes: list[str] | None = None,
    ) -> object:
        """The FEEL value of a decision: one output gives its value, several a dict, COLLECT and
        RULE ORDER a list, no hit null (None).

        `names` are the input data by name. Decisions that this one needs are taken first, once.
        `now` is what now() and today() answer; without it they are not known. `notes`, when
        given, receives why something gave null, in English.
        Raises KeyError for an unknown id and DecisionError when the rules clash.
        """
        if decision_id not in self.decisions:
            raise KeyError(decision_id)
        return Evaluation(names, now, notes).decision(self, decision_id)

    def invoke(
        self,
        service: str,
        names: Mapping[str, object],
        *,
        now: datetime | None = None,
        notes: list[str] | None = None,
    ) -> object:
        """The value of a decision service, by its name: one output gives its value, several a
        dict by decision. Missing arguments are null. Raises KeyError for an unknown name."""
        found = self.service(service)
        try:
            function = Evaluation({}, now, notes).service(self, found)
            return function.call(*(from_python(names.get(key)) for key in function.parameters))
        except (TooMuch, RecursionError) as error:
            raise DecisionError(found.id, *STEPS) from error

    def service(self, name: str) -> Service:
        """The decision service of this name. Raises KeyError."""
        for one in self.elements.services.values():
            if one.name == name:
                return one
        raise KeyError(name)

    def id_of(self, name: str) -> str:
        """The id of the decision of this name. Raises KeyError."""
        for decision in self.decisions.values():
            if name in (decision.name, decision.variable):
                return decision.id
        raise KeyError(name)

    def input_name(self, name: str, namespace: str) -> str:
        """The name under which evaluate() takes an input of a model that is imported."""
        return name if namespace in ("", self.namespace) else f"{{{namespace}}}{name}"

    def place(self, reference: str) -> tuple["Decisions | None", str]:
        """The model and id that a reference such as "#id" or "namespace#id" means."""
        namespace, mark, identity = reference.rpartition("#")
        if not mark or namespace in ("", self.namespace):
            return self, identity
        for _, model in self.imports:
            if model.namespace == namespace:
                return model, identity
        return None, identity

    def import_name(self, namespace: str) -> str:
        """The name that this file gave to the import of a namespace."""
        return next((name for name, one in self.imports if one.namespace == namespace), "")
