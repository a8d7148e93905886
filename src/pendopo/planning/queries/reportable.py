"""What a file of figures may be about: the plan as it stands, and what was reported of a year."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.planning import policy
from pendopo.planning.models import Disbursement, Indicator, Node, Realisation, Version
from pendopo.planning.queries.scoring import pagu_of
from pendopo.planning.realised import Known, KnownFigure, KnownLetter, KnownNode


def known_figures(version: Version, year: int, who: directory.Actor | None) -> Known:
    """Five statements, whatever the size of the plan."""
    plan = version.plan_id
    indicators: dict[UUID, dict[str, UUID]] = {}
    for node, name, key in Indicator.objects.filter(version=version).values_list(
        "node_key", "name", "key"
    ):
        indicators.setdefault(node, {})[" ".join(name.casefold().split())] = key
    pagu = pagu_of(version, None)
    mine: dict[UUID | None, bool] = {}
    nodes = []
    for row in Node.objects.filter(version=version):
        owner = row.organisation_id
        if owner not in mine:
            mine[owner] = policy.implements(who, owner)
        nodes.append(
            KnownNode(row.key, row.code or row.own_code, row.level, row.skpd_code, owner,
                      mine[owner], indicators.get(row.key, {}), pagu.get((row.key, year)))
        )  # fmt: skip
    figures = {
        (one.node_key, one.indicator_key, one.kind, one.period): KnownFigure(
            one.pk, one.value, one.status, one.revision
        )
        for one in Realisation.objects.filter(plan_id=plan, year=year)
    }
    letters: dict[tuple[str, str, UUID, str], KnownLetter] = {}
    paid: dict[UUID, Decimal] = {}
    for one in Disbursement.objects.filter(plan_id=plan):
        slot = (one.sort, one.number, one.node_key, one.account)
        letters[slot] = KnownLetter(one.day, one.amount)
        if one.sort == "sp2d" and one.day.year == year:
            paid[one.node_key] = paid.get(one.node_key, Decimal()) + one.amount
    return Known(tuple(nodes), figures, letters, paid)


def seen(known: Known) -> str:
    """A mark of what is there: it changes with every figure and letter of the year."""
    there = sorted(f"{one.id}/{one.revision}/{one.status}" for one in known.figures.values())
    there += sorted("/".join(map(str, (*slot, one.day, one.amount)))
                    for slot, one in known.letters.items())  # fmt: skip
    return hashlib.sha256("\n".join(there).encode()).hexdigest()
