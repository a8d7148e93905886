"""A measure as pages are about it: declared from its package and counted."""

from __future__ import annotations

from pendopo.ledger import api as ledger
from pendopo.measures import api as measures
from tests.regency import CODE, MONDAY, ROOT


def declared(*slugs: str) -> None:
    """Measures of the packages, in the region that the caller has set; nothing is counted yet."""
    for slug in slugs:
        found = measures.load(ROOT / "packages" / "measures" / f"{slug}.yaml")
        measures.declare(found, actor=None, now=MONDAY)


def prepare() -> None:
    with ledger.use_region(CODE):
        declared = measures.load(ROOT / "packages" / "measures" / "permohonan-masuk.yaml")
        measures.declare(declared, actor=None, now=MONDAY)
        measures.rebuild(slug=declared.slug, now=MONDAY)
