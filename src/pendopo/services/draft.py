"""The parts of a package while it is being read: what could be read, and where it was written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pendopo.core import decisions, forms, process
from pendopo.services.problems import Problem, Problems
from pendopo.services.schema import Service
from pendopo.services.source import CALLED, Source
from pendopo.services.text import LANGUAGES, Text
from pendopo.services.typed import Reader
from pendopo.services.yaml_tree import Path, Tree, parse

SERVICE = "service.yaml"
FORM = "form.schema.json"
LAYOUT = "layout.yaml"
PROCESS = "process.bpmn"
DECISIONS = "decisions.dmn"
VISIBLE_TO = "x-visible-to"
"""Which agencies may see the documents of a question: read here, of no meaning to the form."""
NAMES = frozenset({"applicant", "today"})
"""What the conditions of an application form may read besides answers and form rules."""


@dataclass(slots=True)
class Draft:
    """A part is None when it is absent or refused (its reasons are in `problems`). notes: what
    the author should look at, though it may be meant so."""

    source: Source
    problems: Problems
    trees: dict[str, Tree] = field(default_factory=dict)
    service: Service | None = None
    form: forms.Form | None = None
    decisions: decisions.Decisions | None = None
    graph: process.Graph | None = None
    visible_to: dict[str, tuple[str, ...]] = field(default_factory=dict)
    task_forms: dict[str, forms.Form] = field(default_factory=dict)
    message_forms: dict[str, forms.Form] = field(default_factory=dict)
    notes: Problems = field(default_factory=Problems)

    def line(self, source: str, path: Path) -> int:
        tree = self.trees.get(source)
        return tree.line(path) if tree else 0

    def at(
        self, path: Path, rule: str, indonesian: str, english: str, *, element: str = ""
    ) -> None:
        """Note a defect at a path of service.yaml."""
        line = self.line(SERVICE, path)
        self.problems.add(SERVICE, line, rule, indonesian, english, element=element)


def read(source: Source) -> Draft:
    """All parts of a package, each on its own, so that one defect does not hide the others."""
    draft = Draft(source, Problems())
    for name in (SERVICE, FORM, PROCESS, *(f"texts/{one}.yaml" for one in LANGUAGES)):
        if name not in source.files and not name.startswith("texts/"):
            draft.problems.add(
                name, 0, "file-missing", "Berkas ini wajib ada.", "This file is required."
            )
    for name, data in source.files.items():
        if name.endswith((".yaml", ".json")) and not name.startswith(("stories/", f"{CALLED}/")):
            # JSON is YAML but for tabs; read that way it has line numbers and the same bounds.
            plain = data.replace(b"\t", b" ") if name.endswith(".json") else data
            tree = parse(plain, source=name, problems=draft.problems)
            if tree is not None:
                draft.trees[name] = tree
    _service(draft)
    _decisions(draft)
    _form(draft)
    _task_forms(draft)
    _process(draft)
    return draft


def _service(draft: Draft) -> None:
    tree = draft.trees.get(SERVICE)
    if tree is None:
        return
    texts: dict[str, Tree] = {
        one: draft.trees[f"texts/{one}.yaml"]
        for one in LANGUAGES
        if f"texts/{one}.yaml" in draft.trees
    }
    draft.service = Reader(tree, texts, draft.problems).read(Service)


def _decisions(draft: Draft) -> None:
    data = draft.source.files.get(DECISIONS)
    if data is None:
        return
    try:
        draft.decisions = decisions.load(data, source=DECISIONS)
    except decisions.DecisionsRefused as refused:
        draft.problems.extend(refused.problems)


def _process(draft: Draft) -> None:
    data = draft.source.files.get(PROCESS)
    if data is None:
        return
    try:
        draft.graph = process.load(
            data, source=PROCESS, decisions=draft.decisions, packages=draft.source.called
        )
    except process.ProcessRefused as refused:
        # A refused DMN file is told once, not again at each task that names a decision of it.
        quiet = DECISIONS in draft.source.files and draft.decisions is None
        draft.problems.extend(
            one for one in refused.problems if not (quiet and one.rule.startswith("decision"))
        )
    if draft.graph is not None:
        draft.notes.extend(draft.graph.warnings)


def _form(draft: Draft) -> None:
    tree = draft.trees.get(FORM)
    if tree is None:
        return
    try:
        schema = json.loads(draft.source.files[FORM].decode("utf-8-sig"))
    except ValueError as error:
        _not_json(draft.problems, error)
        return
    _take_visibility(draft, schema)
    layout = draft.trees.get(LAYOUT)
    rules = draft.service.form_rules if draft.service else _raw_rules(draft)
    try:
        draft.form = forms.load(
            schema,
            layout.value if layout else None,
            source=FORM,
            names=NAMES | set(rules),
        )
    except forms.FormRefused as refused:
        draft.problems.extend(_placed(draft, one) for one in refused.problems)


def _take_visibility(draft: Draft, schema: Any) -> None:
    """Moves `x-visible-to` of the questions from the schema into the draft."""
    properties = schema.get("properties") if isinstance(schema, dict) else None
    for name, question in properties.items() if isinstance(properties, dict) else ():
        if not isinstance(question, dict) or VISIBLE_TO not in question:
            continue
        given = question.pop(VISIBLE_TO)
        if isinstance(given, list) and given and all(isinstance(one, str) for one in given):
            draft.visible_to[name] = tuple(given)
            continue
        draft.problems.add(
            FORM,
            draft.line(FORM, ("properties", name, VISIBLE_TO)),
            "visible-list",
            f"{VISIBLE_TO} berisi daftar nama jalur atau kode perangkat daerah.",
            f"{VISIBLE_TO} is a list of lane names or organisation codes.",
            element=name,
        )


def _not_json(problems: Problems, error: ValueError) -> None:
    problems.add(
        FORM,
        getattr(error, "lineno", 1),
        "not-json",
        f"Berkas bukan JSON yang utuh: {error}.",
        f"The file is not well-formed JSON: {error}.",
    )


def _raw_rules(draft: Draft) -> tuple[str, ...]:
    """The form rules of a service.yaml that has other defects."""
    tree = draft.trees.get(SERVICE)
    value = tree.value.get("form_rules") if tree and isinstance(tree.value, dict) else None
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def _task_forms(draft: Draft) -> None:
    if draft.service is None:
        return
    for element, task in draft.service.tasks.items():
        if isinstance(task.form, dict) and task.form:
            form = _small_form(draft, ("tasks", element), task.title, task.form)
            if form is not None:
                draft.task_forms[element] = form
    for name, message in draft.service.messages.items():
        if message.form:
            form = _small_form(draft, ("messages", name), message.title, message.form)
            if form is not None:
                draft.message_forms[name] = form


def _small_form(
    draft: Draft, path: Path, title: Text, properties: Mapping[str, Any]
) -> forms.Form | None:
    """The form of a task or message, written in service.yaml; None after noting its defects."""
    named = {"id": title.id, "en": title.en}
    schema: Mapping[str, Any] = {"type": "object", "title": named, "properties": properties}
    layout = {"steps": [{"id": "isian", "title": named, "questions": list(properties)}]}
    try:
        return forms.load(schema, layout, source=SERVICE, names=())
    except forms.FormRefused as refused:
        for one in refused.problems:
            keys = tuple(_unescaped(one.element.removeprefix("/properties")))
            at: Path = (*path, "form", *keys)
            draft.problems.add(
                SERVICE,
                draft.line(SERVICE, at),
                one.rule,
                f"{'.'.join(map(str, at))}: {one.message}",
                f"{'.'.join(map(str, at))}: {one.english}",
                element=str(path[1]),
            )
    return None


def _placed(draft: Draft, problem: Problem) -> Problem:
    """A defect of the form with the line of its JSON pointer."""
    pointer = problem.element
    source = LAYOUT if pointer.startswith("layout:") else FORM
    keys = _unescaped(pointer.removeprefix("layout:"))
    path: Path = tuple(int(key) if key.isdigit() else key for key in keys)
    return Problem(
        source,
        draft.line(source, path),
        keys[-1] if keys else "",
        problem.rule,
        problem.message,
        problem.english,
    )


def _unescaped(pointer: str) -> list[str]:
    return [key.replace("~1", "/").replace("~0", "~") for key in pointer.split("/")[1:]]
