"""Packages made ready to run, and kept by content hash."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from pendopo.core import feel
from pendopo.services import check
from pendopo.services.assembly import assembled, beside
from pendopo.services.calling import with_processes
from pendopo.services.check import calls
from pendopo.services.compiled import APPLICANT, Compiled, TaskDef
from pendopo.services.draft import Draft, read
from pendopo.services.formulas import formulas
from pendopo.services.source import Source, from_files, read_folder

_KEPT = 64
_cache: OrderedDict[str, Compiled] = OrderedDict()
_lock = Lock()


def load(folder: Path) -> Compiled:
    """The package in a folder; one that it calls is read from the folder beside it. Raises
    `PackageRefused` with every defect of its parts.

    Letters are not printed and stories not played here: `check.everything` does that.
    """
    return compile_source(assembled(read_folder(folder), beside(folder)))


def load_files(files: Mapping[str, bytes]) -> Compiled:
    """The package made of `files` (name -> bytes). Raises `PackageRefused`."""
    return compile_source(from_files(files))


def compile_source(source: Source) -> Compiled:
    """Compiled once per content; a second call with the same bytes is a look-up."""
    key = source.hash
    with _lock:
        found = _cache.get(key)
        if found is not None:
            _cache.move_to_end(key)
            return found
    compiled = _compile(source, key)
    with _lock:
        _cache[key] = compiled
        while len(_cache) > _KEPT:
            _cache.popitem(last=False)
    return compiled


def packages(source: Source) -> dict[str, Compiled]:
    """The packages that a package calls, by slug. Raises `PackageRefused` for their defects."""
    return {slug: compile_source(one) for slug, one in source.called.items()}


def cached(key: str) -> Compiled | None:
    """The package of that hash, when this process has compiled it before."""
    with _lock:
        return _cache.get(key)


def _compile(source: Source, key: str) -> Compiled:
    draft = read(source)
    check.parts(draft)
    calls.check(draft, packages(source))
    draft.problems.refuse()
    service, form, graph = draft.service, draft.form, draft.graph
    assert service is not None and form is not None and graph is not None  # refused otherwise
    compiled = Compiled(
        hash=key,
        source=source,
        service=service,
        form=form,
        graph=graph,
        decisions=draft.decisions,
        tasks={element: _task(draft, element) for element in graph.user_tasks},
        expressions={text: feel.expression(text) for text in formulas(service)},
        message_forms=draft.message_forms,
        visible_to={
            question: frozenset(
                service.lanes[name].organisation if name in service.lanes else name
                for name in names
            )
            for question, names in draft.visible_to.items()
        },
    )
    return with_processes(compiled, packages(source))


def _task(draft: Draft, element: str) -> TaskDef:
    service, graph = draft.service, draft.graph
    assert service is not None and graph is not None
    spec = service.tasks[element]
    lane_id = graph.nodes[element].lane
    name = graph.lanes[lane_id].name if lane_id else ""
    lane = service.lanes.get(name)
    organisation = spec.organisation or (lane.organisation if lane else "")
    role = None if organisation == APPLICANT else spec.role or (lane.role if lane else None)
    return TaskDef(
        element=element,
        spec=spec,
        lane=name,
        organisation=organisation,
        role=role,
        form=draft.task_forms.get(element),
    )
