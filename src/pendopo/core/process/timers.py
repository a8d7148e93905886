"""Reads timer event definitions and multi-instance marks."""

from datetime import date, timedelta
from typing import Any

from pendopo.core.feel.literal import read_date, read_duration, read_moment
from pendopo.core.feel.values import YearsMonths
from pendopo.core.markup import Findings, local, space
from pendopo.core.process.extensions import extensions
from pendopo.core.process.formulas import formula, short
from pendopo.core.process.model import Many, Timer
from pendopo.core.process.names import BPMN, CAMUNDA


def timer(findings: Findings, definition: Any, known: frozenset[str]) -> Timer | None:
    """A timer: "=" and FEEL, or an ISO 8601 duration or date. None after noting what is wrong."""
    parts = [one for one in definition if space(one) == BPMN and local(one).startswith("time")]
    if len(parts) != 1:
        findings.problem(
            definition,
            "timer",
            "Pengatur waktu harus berisi tepat satu tanggal atau durasi.",
            "A timer must hold exactly one date or duration.",
        )
        return None
    part = parts[0]
    text = (part.text or "").strip()
    if local(part) == "timeCycle":
        findings.problem(
            part,
            "timer",
            "Pengatur waktu berulang (timeCycle) belum didukung.",
            "A repeating timer (timeCycle) is not supported yet.",
        )
        return None
    if text.startswith(("=", "${", "#{")):
        made = formula(findings, part, text, known)
        return None if made is None else Timer(text, expression=made)
    duration = local(part) == "timeDuration"
    fixed = read_duration(text) if duration else read_date(text) or read_moment(text)
    # Nanoseconds and years beyond 9999 are good FEEL, but no clock of ours.
    if not isinstance(fixed, timedelta | date | YearsMonths):
        findings.problem(
            part,
            "timer",
            f'{short(text)!r} bukan durasi atau tanggal ISO 8601; awali rumus dengan "=".',
            f'{short(text)!r} is no ISO 8601 duration or date; begin an expression with "=".',
        )
        return None
    return Timer(text, fixed=fixed)


def many(findings: Findings, element: Any, known: frozenset[str]) -> Many | None:
    """A multi-instance mark, from the standard's elements, Camunda 7 or Camunda 8."""
    sequential = element.get("isSequential", "false").strip() in ("true", "1")
    collection = element.get(f"{{{CAMUNDA}}}collection", "")
    variable = element.get(f"{{{CAMUNDA}}}elementVariable", "")
    cardinality = None
    before = len(findings.problems)
    for child in element:
        kind = local(child)
        if space(child) != BPMN or kind in ("documentation", "extensionElements"):
            continue
        if kind == "loopDataInputRef":
            collection = collection or (child.text or "").strip()
        elif kind == "inputDataItem":
            variable = variable or child.get("name") or child.get("id", "")
        elif kind == "loopCardinality":
            cardinality = formula(findings, child, child.text or "", known)
        elif kind not in ("loopDataOutputRef", "outputDataItem"):
            findings.problem(
                child,
                "unsupported",
                f"{kind} pada tugas berulang belum didukung.",
                f"{kind} in a repeated task is not supported yet.",
            )
    for extension in extensions(element):
        if local(extension) == "loopCharacteristics":
            collection = collection or extension.get("inputCollection", "")
            variable = variable or extension.get("inputElement", "")
    items = formula(findings, element, collection, known) if collection else None
    if len(findings.problems) > before:
        return None
    if (items is None) == (cardinality is None):
        findings.problem(
            element,
            "many",
            "Tugas berulang memerlukan sebuah daftar atau sebuah jumlah (salah satu).",
            "A repeated task needs either a list or a number of times.",
        )
        return None
    return Many(sequential, items, cardinality, variable or "item")
