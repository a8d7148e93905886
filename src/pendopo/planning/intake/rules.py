"""Rules of an import: those of the tree, and what only a plan with years can get wrong."""

from __future__ import annotations

from typing import Final

from pendopo.planning.tree import RULES

IMPORT_RULES: Final[dict[str, str]] = {
    **RULES,
    "direction": "arah tidak dikenal",
    "accumulation": "akumulasi tidak dikenal",
    "year": "tahun tidak disebut",
    "account": "rekening tanpa induk",
    "name": "nama kosong",
    "parent_unclear": "induk tidak disebut",
}
ADVICE: Final = frozenset(
    {
        "rollup", "childless", "indicator_unit", "indicator_target", "indicator_direction",
        "parent_unclear",
    }
)  # fmt: skip
"""What is told and does not keep the file out: real plans have these, and pages show them."""
