"""Packages around a drawing: a test says what flows to what, the small package gives the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from pendopo.services.compiled import Compiled
from pendopo.services.load import compile_source
from pendopo.services.source import Source, from_files
from pendopo.services.tests.packages import small

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="t">'
)
LANES = {"Petugas": {"organisation": "owner", "role": "front_office"}}
SENT = {"keperluan": "Uji", "nama": "Siti Rahmawati", "nik": "3511014507900001"}
"""Answers for the form of the small package, without its document."""
KINDS = {"title": {"id": "Golongan", "en": "Class"}, "type": "string", "maxLength": 40}
STORY = {"title": "Masuk", "given": {"at": "2026-11-16 09:00", "answers": SENT}, "then": {"fee": 0}}


def flows(*ways: str) -> str:
    """Sequence flows, each written `from>to` or `from>to if condition`."""
    found = []
    for way in ways:
        path, _, condition = way.partition(" if ")
        source, target = path.split(">")
        inner = condition and (
            '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">'
            f"{condition}</bpmn:conditionExpression>"
        )
        found.append(
            f'<bpmn:sequenceFlow id="f_{source}_{target}" sourceRef="{source}"'
            f' targetRef="{target}">{inner}</bpmn:sequenceFlow>'
        )
    return "".join(found)


def users(*names: str) -> str:
    return "".join(f'<bpmn:userTask id="{one}" name="{one}"/>' for one in names)


def source(
    slug: str,
    body: str,
    *,
    tasks: Mapping[str, Mapping[str, Any]],
    endings: Mapping[str, str] | None = None,
    lanes: Mapping[str, Mapping[str, Any]] = LANES,
    lane_of: Mapping[str, str] | None = None,
    roots: str = "",
    stories: Mapping[str, Mapping[str, Any]] | None = None,
    files: Mapping[str, bytes] | None = None,
    **more: Any,
) -> Source:
    """A package with this process. `roots`: messages, signals and called processes; `lane_of`: the
    lane of a task ("" for what lies in no lane), else the first one; `more`: keys of service.yaml.
    Every task ends `selesai` unless it says otherwise; the form also asks for `golongan`."""
    where = {one: (lane_of or {}).get(one, next(iter(lanes))) for one in tasks}
    drawn = "".join(
        f'<bpmn:lane id="lane_{n}" name="{name}">'
        + "".join(
            f"<bpmn:flowNodeRef>{one}</bpmn:flowNodeRef>" for one in where if where[one] == name
        )
        + "</bpmn:lane>"
        for n, name in enumerate(lanes)
    )
    process = (
        f'{HEAD}{roots}<bpmn:process id="utama" isExecutable="true">'
        f'<bpmn:laneSet id="lanes">{drawn}</bpmn:laneSet>{body}</bpmn:process></bpmn:definitions>'
    )
    known = dict(small())
    service = yaml.safe_load(known["service.yaml"])
    ends = dict(endings or {"selesai": "closed"})
    service |= {
        "slug": slug,
        "lanes": {name: dict(one) for name, one in lanes.items()},
        "tasks": {name: _task(name, spec) for name, spec in tasks.items()},
        "endings": {name: {"result": one, "title": _text(name)} for name, one in ends.items()},
        "public_status": {name: _text(name) for name in (*tasks, *ends)},
        "withdrawal": {},
        "letters": {"surat": {"template": "letters/surat.typ"}},
        "fee": [{"from": date(2000, 1, 1), "amount": 0, "basis": "Contoh"}],
        **more,
    }
    form = json.loads(known["form.schema.json"])
    form["properties"]["golongan"] = KINDS
    layout = yaml.safe_load(known["layout.yaml"])
    layout["steps"].append({"id": "golongan", "questions": ["golongan"]})
    made = {
        "service.yaml": yaml.safe_dump(service, sort_keys=False).encode(),
        "form.schema.json": json.dumps(form).encode(),
        "layout.yaml": yaml.safe_dump(layout).encode(),
        "process.bpmn": process.encode(),
        "letters/surat.typ": b"Surat ini untuk uji.",
    }
    for language in ("id", "en"):
        texts = yaml.safe_load(known[f"texts/{language}.yaml"])
        for key in ("tasks", "endings", "public_status"):
            del texts[key]
        del texts["letters"]["penolakan"]
        made[f"texts/{language}.yaml"] = yaml.safe_dump(texts).encode()
    for name, told in (stories or {"masuk": STORY}).items():
        made[f"stories/{name}.yaml"] = yaml.safe_dump(dict(told), sort_keys=False).encode()
    return from_files(made | dict(files or {}))


def package(slug: str, body: str, **more: Any) -> Compiled:
    """The same, compiled. Raises `PackageRefused`."""
    return compile_source(source(slug, body, **more))


def _task(name: str, spec: Mapping[str, Any]) -> dict[str, Any]:
    outcomes = spec.get("outcomes", {"selesai": {}})
    form = spec.get("form", {})
    if isinstance(form, Mapping):
        form = {key: {**one, "title": one.get("title", _text(key))} for key, one in form.items()}
    found = {
        "title": _text(name),
        **spec,
        "outcomes": {key: {"label": _text(key), **(one or {})} for key, one in outcomes.items()},
    }
    return found | ({"form": form} if form else {})


def _text(name: str) -> dict[str, str]:
    return {"id": name, "en": name}
