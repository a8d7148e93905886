"""Reads multi-instance and standard-loop marks (BPMN 2.0.2 §10.3.8)."""

from typing import Any

from pendopo.core.markup import Findings, local, space
from pendopo.core.process.extensions import extensions
from pendopo.core.process.formulas import formula
from pendopo.core.process.model import Loop, Many
from pendopo.core.process.names import BPMN, CAMUNDA


def many(findings: Findings, element: Any, known: frozenset[str]) -> Many | None:
    """A multi-instance mark, from the standard's elements, Camunda 7 or Camunda 8."""
    sequential = element.get("isSequential", "false").strip() in ("true", "1")
    collection = element.get(f"{{{CAMUNDA}}}collection", "")
    variable = element.get(f"{{{CAMUNDA}}}elementVariable", "")
    cardinality = completion = None
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
        elif kind == "completionCondition":
            completion = formula(findings, child, child.text or "", known)
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
    return Many(sequential, items, cardinality, variable or "item", completion)


def loop(findings: Findings, element: Any, known: frozenset[str]) -> Loop | None:
    """A standard loop: testBefore, loopMaximum and loopCondition."""
    before = len(findings.problems)
    condition = None
    text = element.get("loopMaximum", "").strip()
    for child in element:
        kind = local(child)
        if kind == "loopCondition" and space(child) == BPMN:
            condition = formula(findings, child, child.text or "", known)
    if text and not (text.isascii() and text.isdigit() and int(text[:9]) > 0 and len(text) < 9):
        findings.problem(
            element,
            "loop",
            "loopMaximum harus berupa bilangan bulat di atas nol.",
            "loopMaximum must be a whole number above zero.",
        )
    elif condition is None and not text and len(findings.problems) == before:
        findings.problem(
            element,
            "loop",
            "Pengulangan ini memerlukan loopCondition atau loopMaximum agar dapat berhenti.",
            "This loop needs a loopCondition or a loopMaximum to come to an end.",
        )
    if len(findings.problems) > before:
        return None
    test_before = element.get("testBefore", "false").strip() in ("true", "1")
    return Loop(condition, test_before, int(text) if text else None)
