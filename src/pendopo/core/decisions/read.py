"""DMN file to decisions. Says everything that is wrong, each with its element and line."""

from collections.abc import Iterable
from typing import Any

from pendopo.core.decisions.boxed.read import KINDS, named, own, read_function, read_logic
from pendopo.core.decisions.boxed.values import Logic
from pendopo.core.decisions.model import (
    Decision,
    DecisionsRefused,
    Elements,
    InputData,
    Knowledge,
    Service,
)
from pendopo.core.decisions.requirements import check_needs
from pendopo.core.decisions.taken import Decisions
from pendopo.core.decisions.texts import Reader
from pendopo.core.decisions.types import component_names, read_types
from pendopo.core.feel import Expression, FeelError
from pendopo.core.feel.types import ANY
from pendopo.core.markup import NotMarkup, local, read, space

NAMESPACES = frozenset(
    {
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",  # 1.1
        "http://www.omg.org/spec/DMN/20180521/MODEL/",  # 1.2
        "https://www.omg.org/spec/DMN/20191111/MODEL/",  # 1.3
        "https://www.omg.org/spec/DMN/20211108/MODEL/",  # 1.4
        "https://www.omg.org/spec/DMN/20230324/MODEL/",  # 1.5
    }
)

_IGNORED = {
    "description", "extensionElements", "knowledgeSource", "itemDefinition",
    "textAnnotation", "association", "group", "elementCollection", "performanceIndicator",
    "organizationUnit", "organisationUnit", "DMNDI", "businessContextElement", "artifact",
}  # fmt: skip
_READ = {"decision", "inputData", "businessKnowledgeModel", "decisionService", "import"}
_PARTS = {
    "description", "extensionElements", "question", "allowedAnswers", "variable",
    "informationRequirement", "knowledgeRequirement", "authorityRequirement",
    "supportedObjective", "impactedPerformanceIndicator", "decisionMaker", "decisionOwner",
    "usingProcess", "usingTask",
}  # fmt: skip


Imports = tuple[tuple[str, Decisions], ...]


def load(
    xml: bytes, *, source: str, strict: bool = True, imports: Iterable[Decisions] = ()
) -> Decisions:
    """The decisions of a DMN file (1.1 to 1.5). `source` is its name, for the problems; `imports`
    are the files that it imports, loaded before it.

    strict: as our packages are read: what is unknown, or can only go wrong, is refused. Else as
    the standard has it: an expression that cannot be read gives null, with a note.
    Raises DecisionsRefused with all that is wrong.
    """
    try:
        root = read(xml, source=source)
    except NotMarkup as error:
        raise DecisionsRefused((error.problem,)) from None
    reader = Reader(source, strict)
    if local(root) != "definitions" or space(root) not in NAMESPACES:
        reader.problem(root, "not-dmn", "Berkas ini bukan DMN.", "This file is not DMN.")
        raise DecisionsRefused(tuple(reader.problems))
    imported = _imports(reader, root, list(imports))
    elements = _File(reader, root, imported).elements()
    if not elements.decisions and not elements.knowledge and strict and not reader.problems:
        reader.problem(
            root, "no-decision", "Berkas ini tidak berisi keputusan.", "The file has no decision."
        )
    if reader.problems:
        raise DecisionsRefused(reader.in_order())
    return Decisions(source, elements, root.get("namespace", ""), strict, imported, reader.types)


def _imports(reader: Reader, root: Any, given: list[Decisions]) -> Imports:
    by_space = {one.namespace: one for one in given}
    found: list[tuple[str, Decisions]] = []
    for child in own(root, "import"):
        space_wanted = child.get("namespace", "")
        if space_wanted in by_space:
            found.append((named(child), by_space[space_wanted]))
        elif "DMN" in child.get("importType", "") or reader.strict:
            reader.problem(
                child,
                "import",
                f"Berkas {named(child)} yang diimpor tidak ada di sini.",
                f"The imported file {named(child)} is not here.",
            )
    return tuple(found)


class _File:
    def __init__(self, reader: Reader, root: Any, imported: Imports) -> None:
        self._reader = reader
        self._root = root
        self._imported = imported
        outside = {
            f"{prefix}.{name}" if prefix else name: kind
            for prefix, model in imported
            for name, kind in model.types.items()
        }
        reader.types = outside
        reader.types = read_types(reader, root, outside)
        self._by_id = {child.get("id") or named(child): child for child in own(root)}
        # Parts of a value may have names with spaces wherever they are spoken of.
        self._parts = component_names(reader.types.values()) | self._imported_names()

    def elements(self) -> Elements:
        reader = self._reader
        if reader.strict:
            _ids_once(reader, self._root)
        for child in own(self._root):
            if local(child) not in _IGNORED | _READ:
                reader.unsupported(child)
        inputs = {
            self._id(one): InputData(self._id(one), _variable(one), self._type(one))
            for one in own(self._root, "inputData")
        }
        found: dict[str, Decision] = {}
        for child in own(self._root, "decision"):
            decision = self._decision(child)
            if decision is not None:
                found[decision.id] = decision
        knowledge = [self._knowledge(one) for one in own(self._root, "businessKnowledgeModel")]
        services = [self._service(one) for one in own(self._root, "decisionService")]
        if reader.strict:
            check_needs(reader, self._root, found, set(inputs))
        return Elements(
            found,
            inputs,
            {one.id: one for one in knowledge if one is not None},
            {one.id: one for one in services},
        )

    def _id(self, element: Any) -> str:
        # An id is optional in DMN; then the name stands in.
        return element.get("id") or named(element)

    def _type(self, element: Any) -> Any:
        variable = next(own(element, "variable"), element)
        return self._reader.type(variable)

    def _decision(self, element: Any) -> Decision | None:
        reader = self._reader
        before = len(reader.problems)
        identity = self._id(element)
        if not identity:
            reader.problem(element, "no-id", "Keputusan tanpa id.", "A decision without an id.")
        needs = _references(element, "informationRequirement", "requiredDecision")
        inputs = _references(element, "informationRequirement", "requiredInput")
        functions = _references(element, "knowledgeRequirement", "requiredKnowledge")
        logic: Logic | None = None
        with reader.knowing(self._names((*needs, *inputs, *functions))):
            for child in own(element):
                if local(child) in KINDS:
                    logic = read_logic(reader, child, named(element))
                elif local(child) not in _PARTS:
                    reader.unsupported(child)
        if logic is None and len(reader.problems) == before:
            if reader.strict:
                reader.problem(
                    element,
                    "no-logic",
                    "Keputusan ini belum berisi tabel atau rumus.",
                    "This decision has neither a table nor an expression.",
                )
            else:
                missing = FeelError("Tanpa rumus.", "The decision has no logic.")
                logic = Expression.broken(missing)
        if logic is None or not identity:
            return None
        return Decision(
            id=identity,
            name=element.get("name", identity),
            variable=_variable(element) or identity,
            line=element.sourceline or 0,
            logic=logic,
            needs=needs,
            inputs=tuple(self._input_names(inputs)),
            input_data=inputs,
            functions=functions,
            type=self._type(element) if next(own(element, "variable"), None) is not None else ANY,
        )

    def _knowledge(self, element: Any) -> Knowledge | None:
        functions = _references(element, "knowledgeRequirement", "requiredKnowledge")
        inner = next(own(element, "encapsulatedLogic"), None)
        name = _variable(element)
        if inner is None:
            self._reader.problem(
                element,
                "no-logic",
                "Model pengetahuan ini belum berisi rumus.",
                "This business knowledge model holds no expression.",
            )
            return None
        with self._reader.knowing(self._names(functions) | {name}):
            logic = read_function(self._reader, inner)
        if logic is None:
            return None
        wanted = self._type(element)
        # Older files give the type of the answer where the standard has the function's.
        kind = wanted if wanted.name == "function" else ANY
        return Knowledge(self._id(element), name, logic, functions, kind)

    def _service(self, element: Any) -> Service:
        return Service(
            self._id(element),
            _variable(element),
            tuple(one.get("href", "") for one in own(element, "outputDecision")),
            tuple(one.get("href", "") for one in own(element, "inputData")),
            tuple(one.get("href", "") for one in own(element, "inputDecision")),
            self._type(element),
        )

    # Names

    def _names(self, references: Iterable[str]) -> set[str]:
        """The names that an expression with these requirements may speak of."""
        if self._reader.strict:
            return self._parts | set(_all_names(self._root))
        names = {*self._parts, "now", "today"}
        for reference in references:
            namespace, _, identity = reference.rpartition("#")
            element = self._by_id.get(identity)
            if element is not None and namespace in ("", self._root.get("namespace", "")):
                names.add(_variable(element))
        return names

    def _imported_names(self) -> set[str]:
        names: set[str] = set()
        for prefix, model in self._imported:
            names.add(prefix)
            held = model.elements
            names |= {one.variable for one in held.decisions.values()}
            names |= {one.name for one in held.inputs.values()}
            names |= {one.name for one in held.knowledge.values()}
            names |= {one.name for one in held.services.values()}
        return names

    def _input_names(self, references: Iterable[str]) -> Iterable[str]:
        for reference in references:
            element = self._by_id.get(reference.rpartition("#")[2])
            if element is not None and local(element) == "inputData":
                yield element.get("name", "")


def _variable(element: Any) -> str:
    variable = next(own(element, "variable"), None)
    return ("" if variable is None else named(variable)) or named(element)


def _references(element: Any, requirement: str, kind: str) -> tuple[str, ...]:
    found = []
    for child in own(element, requirement):
        for one in own(child, kind):
            reference = one.get("href", "")
            local_one = reference.startswith("#")
            found.append(reference[1:] if local_one else reference)
    return tuple(found)


def _all_names(root: Any) -> Iterable[str]:
    kinds = ("decision", "inputData", "variable", "itemComponent", "output", "import")
    for element in root.iter():
        if local(element) in (*kinds, "businessKnowledgeModel", "decisionService"):
            name = named(element)
            if name:
                yield name


def _ids_once(reader: Reader, root: Any) -> None:
    seen: set[str] = set()
    for element in root.iter():
        found = element.get("id")
        if found in seen:
            reader.problem(
                element,
                "duplicate-id",
                f"Id {found} dipakai lebih dari sekali.",
                f"The id {found} is used more than once.",
            )
        if found:
            seen.add(found)
