"""What a file would do to a draft: which nodes are known, which are new, what stays missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pendopo.planning.intake.rules import ADVICE
from pendopo.planning.intake.values import Intake, IntakeNode, Ref
from pendopo.planning.tree import Finding, codes
from pendopo.planning.values import NODE_LEVELS, RANK

_FROM_TREE = frozenset({"missing_parent"})


@dataclass(frozen=True, slots=True)
class Known:
    """A node of the draft, as far as an import must know it."""

    key: UUID
    level: str
    code: str
    own_code: str
    name: str
    skpd: str
    parent: UUID | None
    place: int
    revision: int


@dataclass(slots=True)
class Merge:
    """`keys`: key of every node the file names, new ones too; `parents`: who is above whom (None:
    nobody has said); `findings`: those of the file, less what the draft mends, and new ones."""

    keys: dict[Ref, UUID] = field(default_factory=dict)
    known: dict[Ref, Known] = field(default_factory=dict)
    parents: dict[Ref, UUID | None] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        return sum(one.rule not in ADVICE for one in self.findings)


def merge(intake: Intake, there: Sequence[Known], new_keys: Sequence[UUID]) -> Merge:
    """Nodes find each other by agency, level and code; what has no code by its name. A programme
    without a parent in the file keeps the one it has."""
    found = Merge()
    by_code = {_ref(one): one for one in there if one.code}
    by_own = {
        (codes.agency_key(one.skpd), one.level, one.own_code): one for one in there if one.own_code
    }
    by_name = {(one.level, one.name.casefold()): one for one in there if not one.code}
    spare = iter(new_keys)
    for node in intake.nodes:
        known = by_code.get(node.ref) or by_own.get(node.ref)
        if known is None and node.ref[2].startswith("#"):
            known = by_name.get((node.level, node.name.casefold()))
        if known is not None:
            found.known[node.ref] = known
        found.keys[node.ref] = known.key if known else next(spare)
    own = _own_codes(intake, found, there)
    mended: set[int] = set()
    for node in intake.nodes:
        found.parents[node.ref] = _parent(node, found, by_code, own, mended)
    found.findings = [
        one for one in intake.findings if not (one.rule in _FROM_TREE and one.row in mended)
    ] + found.findings
    return found


def _ref(one: Known) -> Ref:
    return (codes.agency_key(one.skpd), one.level, one.code)


def _own_codes(
    intake: Intake, found: Merge, there: Sequence[Known]
) -> dict[tuple[str, str], tuple[UUID, str]]:
    """(agency, our code) -> key and level of what stands above programmes, in draft and file."""
    known = {(codes.agency_key(one.skpd), one.own_code): (one.key, one.level)
             for one in there if one.own_code}  # fmt: skip
    for node in intake.nodes:
        if node.own_code:
            known[node.ref[0], node.own_code] = (found.keys[node.ref], node.level)
    return known


def _parent(
    node: IntakeNode,
    found: Merge,
    by_code: dict[Ref, Known],
    own: dict[tuple[str, str], tuple[UUID, str]],
    mended: set[int],
) -> UUID | None:
    known = found.known.get(node.ref)
    if node.parent is None:
        if known is None and node.level == "program":
            found.findings.append(
                Finding("parent_unclear", node.level, node.code, node.skpd, "sasaran", None,
                        node.row, "parent_code",
                        f"Program {node.code} belum terhubung ke sasaran; hubungkan sesudahnya.")
            )  # fmt: skip
        return known.parent if known else None
    if node.parent in found.keys:
        return found.keys[node.parent]
    if node.parent in by_code:
        mended.add(node.row)
        return by_code[node.parent].key
    agency, level, code = node.parent
    if level == "?":
        target = own.get((agency, code)) or own.get(("", code))
        if target is not None and RANK[target[1]] < RANK[node.level]:
            return target[0]
        found.findings.append(
            Finding("missing_parent", node.level, node.code or node.own_code, node.skpd,
                    code, None, node.row, "parent_code",
                    f"Induk {code} tidak ada di berkas ini dan tidak ada di rencana.")
        )  # fmt: skip
    return None


def outline(intake: Intake) -> list[IntakeNode]:
    """From the vision down, each level in the order of the file."""
    rank = {level: at for at, level in enumerate(NODE_LEVELS)}
    return sorted(intake.nodes, key=lambda one: (rank[one.level], one.row))
