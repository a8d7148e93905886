"""Parts of a draft: put in, changed, moved, taken out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Max

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning import policy
from pendopo.planning.facts import NodeRemoved, NodeSet
from pendopo.planning.finding import check_revision, draft_of, node_in, touch
from pendopo.planning.models import Budget, Contribution, Indicator, Node, Version
from pendopo.planning.recording import record, word
from pendopo.planning.refusals import Refused
from pendopo.planning.tags import tags_of
from pendopo.planning.values import RANK


@ledger.within_region
def set_node(
    *,
    version_id: UUID,
    level: str,
    name: str,
    who: directory.Actor | None,
    now: dt.datetime,
    key: UUID | None = None,
    parent_key: UUID | None = None,
    code: str = "",
    own_code: str = "",
    organisation_id: UUID | None = None,
    position_id: UUID | None = None,
    tags: Sequence[str] = (),
    source: str = "",
    example: bool = False,
    revision: int | None = None,
) -> UUID:
    """Put a node into the draft (key None) or change the one with this key; returns its key.

    code: of SIPD's nomenclature; own_code: ours; organisation_id and position_id: who owns it.
    Raises `Refused` when the parent does not stand further up, or the agency has the code already;
    `Stale` when somebody else changed it since `revision`.
    """
    policy.check_plans(who)
    version = draft_of(version_id)
    if level not in RANK:
        raise Refused("level_unknown")
    if not name.strip():
        raise Refused("title_missing")
    row = _row(version, key, revision, now)
    _check_place(version, row, level, parent_key)
    chart = directory.chart()
    agency = chart.organisations.get(organisation_id) if organisation_id else None
    skpd = agency.code if agency else row.skpd_code
    _check_code(version, row, level, code.strip(), skpd)
    row.parent_key, row.level, row.name = parent_key, level, name.strip()
    row.code, row.own_code = code.strip()[:40], own_code.strip()[:40]
    row.skpd_code, row.organisation_id, row.position_id = skpd, organisation_id, position_id
    row.tags, row.source, row.example = tags_of(tags), source.strip(), example
    row.save()
    touch(version)
    fact = NodeSet(
        version=version.pk, level=level, code=word(row.code), parent=parent_key,
        agency=organisation_id, revision=row.revision,
    )  # fmt: skip
    record((row.key, fact), who=who, now=now, organisation=organisation_id)
    return row.key


def _row(version: Version, key: UUID | None, revision: int | None, now: dt.datetime) -> Node:
    if key is None:
        last = Node.objects.filter(version=version).aggregate(last=Max("place"))["last"]
        return Node(version=version, key=uuid7(now), place=(last or 0) + 1, revision=1)
    row = node_in(version.pk, key)
    check_revision(row.revision, revision)
    row.revision += 1
    return row


def _check_place(version: Version, row: Node, level: str, parent_key: UUID | None) -> None:
    """A parent stands further up than its child, and so do all its children stand below it."""
    if parent_key is not None:
        parent = node_in(version.pk, parent_key)
        if RANK[parent.level] >= RANK[level]:
            raise Refused("parent_level", level=level, parent=parent.level)
    if row.pk is not None and row.level != level:
        below = Node.objects.filter(version=version, parent_key=row.key)
        for child in below.values_list("level", flat=True).distinct():
            if RANK[child] <= RANK[level]:
                raise Refused("parent_level", level=child, parent=level)


def _check_code(version: Version, row: Node, level: str, code: str, skpd: str) -> None:
    if not code:
        return
    same = Node.objects.filter(version=version, skpd_code=skpd, level=level, code=code)
    if same.exclude(key=row.key).exists():
        raise Refused("code_taken", said=code)


@ledger.within_region
def remove_node(
    *,
    version_id: UUID,
    key: UUID,
    revision: int | None,
    who: directory.Actor | None,
    now: dt.datetime,
) -> None:
    """Take a node out of the draft, with its indicators and money; refused while parts are below
    it. Adopted versions and what was realised keep it."""
    policy.check_plans(who)
    version = draft_of(version_id)
    row = node_in(version.pk, key)
    check_revision(row.revision, revision)
    if Node.objects.filter(version=version, parent_key=key).exists():
        raise Refused("has_children")
    for model in (Indicator, Budget):
        model.objects.filter(version=version, node_key=key).delete()
    for name in ("target_key", "giver_key"):
        Contribution.objects.filter(version=version, **{name: key}).delete()
    agency = row.organisation_id
    row.delete()
    touch(version)
    record((key, NodeRemoved(version=version.pk)), who=who, now=now, organisation=agency)
