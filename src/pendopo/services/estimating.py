"""What another system will probably charge, in words that nobody takes for a bill."""

from __future__ import annotations

from dataclasses import dataclass

from pendopo.services.compiled import Compiled
from pendopo.services.text import Text


@dataclass(frozen=True, slots=True)
class Estimated:
    """label says that it is an estimate; amount in rupiah; formula and basis say where it comes
    from; contoh: with example values; system: who sets the real one."""

    label: Text
    amount: int
    formula: Text
    basis: str
    contoh: bool
    system: Text


def estimated(compiled: Compiled, amount: int | None) -> Estimated | None:
    """The words for an amount that `flow.estimate` gave; None when it gave none."""
    spec = compiled.service.estimate
    if spec is None or spec.label is None or amount is None:
        return None
    return Estimated(spec.label, amount, spec.formula, spec.basis, spec.contoh, compiled.system)
