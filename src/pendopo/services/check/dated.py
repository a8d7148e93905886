"""Dated values: limits and validity that each say one thing, and endings of the case."""

from __future__ import annotations

import re

from pendopo.core import feel
from pendopo.core.process import Graph, Kind
from pendopo.services.draft import PROCESS, Draft
from pendopo.services.schema import DatedLimit, Service
from pendopo.services.yaml_tree import Path

_SLUG = re.compile(r"[a-z][a-z0-9-]{1,62}")
_PLACE = re.compile(r"\{([^{}]*)\}")
_FIELD = re.compile(r"(classification|number|unit|year|month|month_roman)(:0[1-6])?")


def check(draft: Draft, service: Service, graph: Graph) -> None:
    if not _SLUG.fullmatch(service.slug):
        draft.at(
            ("slug",),
            "slug",
            "slug memakai huruf kecil, angka, dan tanda hubung.",
            "The slug has lower-case letters, digits and dashes.",
        )
    _check_lists(draft, service)
    for path, rules in _limits(service):
        _check_following(draft, path, rules)
    _check_validity(draft, service)
    _check_rules(draft, service)
    _check_endings(draft, service, graph)
    if service.deemed_decision.exempt and not service.deemed_decision.article:
        draft.at(
            ("deemed_decision",),
            "exempt-article",
            "Pengecualian keputusan fiktif positif perlu pasal yang mengaturnya (article).",
            "An exemption from the deemed decision needs the article that grants it.",
        )
    if service.numbering is not None:
        _check_numbering(draft, service.numbering.pattern)


def _check_numbering(draft: Draft, pattern: str) -> None:
    places = _PLACE.findall(pattern)
    for place in places:
        if not _FIELD.fullmatch(place):
            draft.at(
                ("numbering", "pattern"),
                "number-pattern",
                f"“{{{place}}}” bukan bagian nomor surat.",
                f"“{{{place}}}” is no part of a letter number.",
            )
    if sum(one.startswith("number") for one in places) != 1:
        draft.at(
            ("numbering", "pattern"),
            "number-pattern",
            "Pola nomor memuat {number} tepat satu kali.",
            "The pattern holds {number} exactly once.",
        )


def _check_lists(draft: Draft, service: Service) -> None:
    lists: list[tuple[Path, int]] = [
        (("sla", "total"), len(service.sla.total)),
        (("fee",), len(service.fee)),
        (("legal_basis",), len(service.legal_basis)),
    ]
    if service.mode == "issue":
        lists.append((("validity",), len(service.validity)))
    for name, stage in service.sla.stages.items():
        lists.append((("sla", "stages", name, "limit"), len(stage.limit)))
    for path, length in lists:
        if not length:
            draft.at(
                path,
                "empty",
                f"{'.'.join(map(str, path))} belum berisi.",
                f"{'.'.join(map(str, path))} is empty.",
            )


def _limits(service: Service) -> list[tuple[Path, tuple[DatedLimit, ...]]]:
    """Every list of dated limits, where it stands."""
    found: list[tuple[Path, tuple[DatedLimit, ...]]] = [(("sla", "total"), service.sla.total)]
    for name, stage in service.sla.stages.items():
        found.append((("sla", "stages", name, "limit"), stage.limit))
    for element, task in service.tasks.items():
        found.append((("tasks", element, "limit"), task.limit))
    return found


def _check_following(draft: Draft, path: Path, rules: tuple[DatedLimit, ...]) -> None:
    """A limit that ends is followed by the next of its kind on that very day: no case is left
    without one."""
    for at, rule in enumerate(rules):
        if rule.until is None:
            continue
        if not any(one.when == rule.when and one.since == rule.until for one in rules):
            draft.at(
                (*path, at, "until"),
                "limit-gap",
                f"Sejak {rule.until} tidak ada batas waktu penggantinya; tambahkan barisnya.",
                f"From {rule.until} on no limit follows; add one.",
            )


def _check_validity(draft: Draft, service: Service) -> None:
    for at, rule in enumerate(service.validity):
        said = [rule.amount is not None, bool(rule.feel), rule.forever]
        if sum(said) != 1 or (rule.amount is not None and rule.amount < 1):
            draft.at(
                ("validity", at),
                "validity",
                "Masa berlaku berisi amount (dengan unit), feel, atau forever: true, salah satu.",
                "A validity holds amount (with unit), feel or forever: true, one of them.",
            )
        if rule.feel:
            _check_feel(draft, ("validity", at, "feel"), rule.feel)


def _check_feel(draft: Draft, path: Path, text: str) -> None:
    try:
        names = feel.expression(text).names
    except feel.FeelError as error:
        draft.at(path, "feel", f"Rumus keliru: {error.message}", f"Bad formula: {error.english}")
        return
    known = set(draft.form.questions) if draft.form else names
    for name in sorted(names - known - {"today", "issued", "applicant", "submitted"}):
        draft.at(
            path,
            "name-unknown",
            f"Nama “{name}” tidak dikenal.",
            f"The name “{name}” is unknown.",
        )


def _check_rules(draft: Draft, service: Service) -> None:
    known = set(draft.decisions.ids) if draft.decisions else set()
    if draft.decisions is None and "decisions.dmn" in draft.source.files:
        return  # refused: told already
    named: list[tuple[Path, str]] = [
        (("form_rules", at), rule) for at, rule in enumerate(service.form_rules)
    ]
    named += [(("fee", at, "decision"), f.decision) for at, f in enumerate(service.fee)]
    if service.estimate is not None:
        named.append((("estimate", "decision"), service.estimate.decision))
    for path, decision in named:
        if decision and decision not in known:
            draft.at(
                path,
                "decision-unknown",
                f"Tabel keputusan “{decision}” tidak ada di decisions.dmn.",
                f"There is no decision “{decision}” in decisions.dmn.",
            )


def _check_endings(draft: Draft, service: Service, graph: Graph) -> None:
    ends = {one.id: one for one in graph.nodes.values() if one.kind in (Kind.END, Kind.TERMINATE)}
    for element in service.endings:
        if element not in ends:
            draft.at(
                ("endings", element),
                "ending-not-drawn",
                f"Akhir “{element}” tidak ada di gambar proses.",
                f"The end “{element}” is not in the drawing.",
                element=element,
            )
    for element in _main(graph):
        if element in ends and element not in service.endings:
            node = ends[element]
            draft.problems.add(
                PROCESS,
                node.line,
                "ending-undefined",
                f"Akhir “{node.label}” ({element}) belum dijelaskan di endings.",
                f"The end “{node.label}” ({element}) is not described under endings.",
                element=element,
            )


def _main(graph: Graph) -> set[str]:
    """What can be reached without a way aside (an event that does not interrupt)."""
    found: set[str] = set()
    starts = [graph.nodes[graph.nodes[one].begin] for one in graph.reactions.get("", ())]
    stack = [*graph.starts, *(one.id for one in starts if one.interrupting)]
    while stack:
        node = graph.nodes[stack.pop()]
        if node.id in found:
            continue
        found.add(node.id)
        stack.extend(flow.target for flow in node.outgoing)
        stack.extend(one for one in node.boundaries if graph.nodes[one].interrupting)
    return found
