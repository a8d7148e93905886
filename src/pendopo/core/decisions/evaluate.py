"""Takes decisions: those that are needed first, each once; then the one that was asked for."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from pendopo.core.decisions.boxed.values import Parameter, made
from pendopo.core.decisions.model import Decision, DecisionError, Knowledge, Service
from pendopo.core.decisions.table import Clash
from pendopo.core.feel import FeelError
from pendopo.core.feel.errors import TooMuch
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.types import coerced
from pendopo.core.feel.values import Function, from_python

if TYPE_CHECKING:
    from pendopo.core.decisions.taken import Decisions


STEPS = (
    "Keputusan ini memerlukan terlalu banyak langkah.",
    "The decision takes too many steps.",
)


class Evaluation:
    """One question to a model. All its parts share the allowance of work, and the notes.

    `names` are the values that the caller gives; those of an imported model as "{namespace}name".
    """

    def __init__(
        self,
        names: Mapping[str, object],
        now: datetime | None = None,
        notes: list[str] | None = None,
        root: Scope | None = None,
    ) -> None:
        self.names = names
        self.now = now
        self.root = root or Scope({}, None, notes)
        self.taken: dict[tuple[str, str], object] = {}
        self.seen: dict[str, object] = {}

    def decision(self, model: "Decisions", identity: str) -> object:
        """The FEEL value of a decision. Raises DecisionError; the reader has refused circles."""
        for near, decision in self._order(model, identity):
            key = (near.namespace, decision.id)
            if key not in self.taken:
                self._take(near, decision)
        return self.taken[model.namespace, identity]

    def _take(self, model: "Decisions", decision: Decision) -> None:
        try:
            value = decision.logic.within(self._scope(model, decision))
        except (TooMuch, RecursionError) as error:
            raise DecisionError(decision.id, *STEPS) from error
        except FeelError as error:
            raise DecisionError(decision.id, error.message, error.english) from error
        except Clash as clash:
            raise DecisionError(decision.id, clash.message, clash.english, clash.rules) from clash
        except TypeError as error:
            raise DecisionError(
                decision.id, "Nilai masukan tidak dapat dibaca.", f"An input is unusable: {error}."
            ) from error
        found, fits = coerced(value, decision.type)
        if not fits:
            english = f"The decision {decision.name} gives no {decision.type}."
            if model.strict:
                raise DecisionError(
                    decision.id, f"Hasil keputusan ini bukan {decision.type}.", english
                )
            self.root.note(english)
        self.taken[model.namespace, decision.id] = found
        self.seen[decision.id] = self.seen[decision.variable] = found

    def _order(self, model: "Decisions", identity: str) -> Iterator[tuple["Decisions", Decision]]:
        """The decision and all that it needs, the needed ones first."""
        first = (model, model.decisions[identity])
        stack = [(first, iter(self._needs(*first)))]
        begun = {(model.namespace, identity)}
        while stack:
            current, needs = stack[-1]
            for near, needed in needs:
                key = (near.namespace, needed.id)
                if key not in begun and key not in self.taken:
                    begun.add(key)
                    stack.append(((near, needed), iter(self._needs(near, needed))))
                    break
            else:
                yield current
                stack.pop()

    def _needs(
        self, model: "Decisions", decision: Decision
    ) -> Iterator[tuple["Decisions", Decision]]:
        for reference in decision.needs:
            near, identity = model.place(reference)
            if near is not None and identity in near.decisions:
                yield near, near.decisions[identity]

    def _scope(self, model: "Decisions", decision: Decision) -> Scope:
        if model.strict:
            # A package's rules see all that the caller gives, whether drawn or not.
            outer = Scope({**self.names, **self.seen})
            outer.steps, outer.notes = self.root.steps, self.root.notes
        else:
            outer = self.root
        names: dict[str, object] = {}
        for reference in decision.needs:
            near, identity = model.place(reference)
            key = ("" if near is None else near.namespace, identity)
            if near is not None and key in self.taken:
                self._put(names, model, near, near.decisions[identity].variable, self.taken[key])
        for reference in decision.input_data:
            self._input(names, model, reference)
        self._functions(names, model, decision.functions)
        return Scope(names, outer)

    def _put(
        self,
        names: dict[str, object],
        model: "Decisions",
        near: "Decisions",
        name: str,
        value: object,
    ) -> None:
        """A name of an imported model stands under the name of the import."""
        if near is model:
            names[name] = value
            return
        prefix = model.import_name(near.namespace)
        held = names.setdefault(prefix, {}) if prefix else names
        if isinstance(held, dict):
            held[name] = value

    def _input(self, names: dict[str, object], model: "Decisions", reference: str) -> None:
        near, identity = model.place(reference)
        data = None if near is None else near.elements.inputs.get(identity)
        if near is None or data is None:
            return
        full = f"{{{near.namespace}}}{data.name}"
        if full in self.names:
            given = self.names[full]
        elif data.name in self.names:
            given = self.names[data.name]
        else:
            if not model.strict:
                self._put(names, model, near, data.name, None)
            return
        found, fits = coerced(from_python(given), data.type)
        if not fits:
            english = f"The input {data.name} is no {data.type}."
            if model.strict:
                raise DecisionError(data.id, f"Masukan {data.name} bukan {data.type}.", english)
            self.root.note(english)
        self._put(names, model, near, data.name, found)

    # Functions of the model

    def _functions(
        self, names: dict[str, object], model: "Decisions", references: tuple[str, ...]
    ) -> None:
        if self.now is not None:
            names.setdefault("now", _constant(self.now))
            names.setdefault("today", _constant(self.now.date()))
        for reference in references:
            near, identity = model.place(reference)
            if near is None:
                continue
            knowledge = near.elements.knowledge.get(identity)
            service = near.elements.services.get(identity)
            if knowledge is not None:
                made_of = self.function(near, knowledge)
                self._put(names, model, near, knowledge.name, made_of)
            elif service is not None:
                self._put(names, model, near, service.name, self.service(near, service))

    def function(self, model: "Decisions", knowledge: Knowledge) -> object:
        """The function of a business knowledge model, in a scope with what it requires."""
        key = (model.namespace, knowledge.id)
        if key not in self.taken:
            names: dict[str, object] = {}
            scope = Scope(names, self.root)
            found, _ = coerced(knowledge.logic.within(scope), knowledge.type)
            self.taken[key] = found
            self._functions(names, model, knowledge.functions)
        return self.taken[key]

    def service(self, model: "Decisions", service: Service) -> Function:
        """The function of a decision service."""
        key = (model.namespace, service.id)
        if key not in self.taken:
            self.taken[key] = self._service(model, service)
        found = self.taken[key]
        assert isinstance(found, Function)
        return found

    def _service(self, model: "Decisions", service: Service) -> Function:
        parameters: list[Parameter] = []
        for reference in service.input_data:
            near, identity = model.place(reference)
            data = None if near is None else near.elements.inputs.get(identity)
            if data is not None:
                parameters.append(Parameter(data.name, data.type))
        inputs: list[tuple[Decisions, Decision]] = []
        for reference in service.input_decisions:
            near, identity = model.place(reference)
            if near is not None and identity in near.decisions:
                decision = near.decisions[identity]
                inputs.append((near, decision))
                parameters.append(Parameter(decision.variable, decision.type))

        def body(given: dict[str, object]) -> object:
            inner = Evaluation(given, self.now, None, self.root)
            for near, decision in inputs:
                inner.taken[near.namespace, decision.id] = given[decision.variable]
                inner.seen[decision.variable] = given[decision.variable]
            found: dict[str, object] = {}
            for reference in service.outputs:
                near_output, identity = model.place(reference)
                if near_output is not None and identity in near_output.decisions:
                    variable = near_output.decisions[identity].variable
                    found[variable] = inner.decision(near_output, identity)
            return next(iter(found.values())) if len(service.outputs) == 1 else found

        kind = service.type
        result = kind.result if kind.name == "function" and kind.result else kind
        return made(tuple(parameters), body, result, self.root)


def _constant(value: object) -> Function:
    """A function without parameters."""
    return Function((), lambda *given: None if given else value, ())
