"""What a file says, before anybody looks at the plan it goes into."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pendopo.planning.tree import Finding

Ref = tuple[str, str, str]
"""(agency, level, code): how rows of a file name each other. Without a code, "#" and the row."""


@dataclass(frozen=True, slots=True)
class IntakeNode:
    """`parent`: who it says is above it, None when it does not say; `told`: it said so itself, so
    that a parent which is nowhere is wrong."""

    row: int
    ref: Ref
    level: str
    code: str
    own_code: str
    name: str
    skpd: str
    parent: Ref | None


@dataclass(frozen=True, slots=True)
class IntakeIndicator:
    """`targets`: period -> number; `target_text`: a target that is no number ("12 dokumen")."""

    row: int
    node: Ref
    name: str
    formula: str
    unit: str
    direction: str
    accumulation: str
    baseline: Decimal | None
    targets: dict[str, Decimal]
    target_text: str


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """Rupiah of a node in a year; `account` "" is its pagu as a whole."""

    row: int
    node: Ref
    year: int
    account: str
    account_name: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Intake:
    """`findings` by row; those whose rule is no `ADVICE` keep the file out."""

    nodes: tuple[IntakeNode, ...]
    indicators: tuple[IntakeIndicator, ...]
    budgets: tuple[BudgetLine, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    rows: int
