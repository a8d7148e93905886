"""What modellers write beyond BPMN: attributes and elements of other namespaces."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from pendopo.core.feel import Expression
from pendopo.core.markup import Findings, local, space
from pendopo.core.process.formulas import formula
from pendopo.core.process.names import BPMN, CAMUNDA, FOREIGN, FOREIGN_CALLS, PREFIXES


def attributes(element: Any) -> dict[str, str]:
    """Foreign attributes as "prefix:name", one-valued foreign elements as "prefix:element.name",
    free properties by their bare name. Prefixes are ours, whatever the file calls them."""
    found: dict[str, str] = {}
    for key, value in element.attrib.items():
        name = etree.QName(key)
        if name.namespace and name.namespace != BPMN:
            found[f"{_prefix(element, name.namespace)}:{name.localname}"] = str(value)
    for child in extensions(element):
        kind = local(child)
        if kind == "properties":
            for one in child:
                found[one.get("name", "")] = one.get("value", "")
            continue
        prefix = f"{_prefix(child, space(child))}:{kind}"
        for key, value in child.attrib.items():
            found[f"{prefix}.{etree.QName(key).localname}"] = str(value)
        if len(child) == 0 and (child.text or "").strip():
            found[prefix] = child.text.strip()
        for header in child:
            if local(header) == "header":
                found[f"{prefix}.{header.get('key', '')}"] = header.get("value", "")
    return found


def extensions(element: Any) -> list[Any]:
    """The children of extensionElements."""
    return [
        one
        for child in element
        if local(child) == "extensionElements" and space(child) == BPMN
        for one in child
    ]


def foreign(findings: Findings, element: Any) -> None:
    """Notes extensions that other engines would run."""
    for child in extensions(element):
        if local(child) in FOREIGN:
            findings.problem(
                child,
                "foreign-code",
                f"Ekstensi {local(child)} menjalankan kode mesin lain dan tidak didukung.",
                f"The extension {local(child)} runs code of another engine; not supported.",
            )
    for name in FOREIGN_CALLS:
        if element.get(f"{{{CAMUNDA}}}{name}") is not None:
            findings.problem(
                element,
                "foreign-code",
                f"Atribut camunda:{name} menjalankan kode mesin lain; gunakan camunda:topic.",
                f"camunda:{name} runs code of another engine; use camunda:topic.",
            )


def inputs(
    findings: Findings, element: Any, known: frozenset[str]
) -> Mapping[str, Expression | str]:
    """The inputs of a service task: zeebe:ioMapping, or camunda:inputOutput."""
    found: dict[str, Expression | str] = {}
    for group in extensions(element):
        if local(group) not in ("ioMapping", "inputOutput"):
            continue
        for one in group:
            kind = local(one)
            if kind not in ("input", "inputParameter") or len(one):
                findings.problem(
                    one,
                    "mapping",
                    f"Pemetaan {kind} belum didukung; pakai masukan dengan teks atau rumus.",
                    f"The mapping {kind} is not supported; use an input with text or expression.",
                )
                continue
            name = one.get("target") or one.get("name") or ""
            text = one.get("source") if kind == "input" else (one.text or "")
            text = (text or "").strip()
            if text.startswith("=") or "${" in text or "#{" in text:
                made = formula(findings, one, text, known)
                if made is not None:
                    found[name] = made
            else:
                found[name] = text
    return found


def _prefix(element: Any, namespace: str) -> str:
    known = PREFIXES.get(namespace)
    if known:
        return known
    for prefix, uri in element.nsmap.items():
        if uri == namespace and prefix:
            return str(prefix)
    return "x"
