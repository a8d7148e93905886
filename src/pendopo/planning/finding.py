"""Rows of a plan as verbs find them: locked where they change, refused where they cannot."""

from __future__ import annotations

from uuid import UUID

from pendopo.planning.models import Indicator, Node, Plan, Version
from pendopo.planning.refusals import NotFound, Refused, Stale


def plan_of(plan_id: UUID, *, lock: bool = False) -> Plan:
    rows = Plan.objects.select_for_update() if lock else Plan.objects.all()
    row = rows.filter(pk=plan_id).first()
    if row is None:
        raise NotFound("plan_unknown")
    return row


def version_of(version_id: UUID) -> Version:
    row = Version.objects.select_related("plan").filter(pk=version_id).first()
    if row is None:
        raise NotFound("version_unknown")
    return row


def draft_of(version_id: UUID) -> Version:
    """The draft, locked: changes of one draft come one after the other."""
    row = (
        Version.objects.select_for_update(of=("self",))
        .select_related("plan")
        .filter(pk=version_id)
        .first()
    )
    if row is None:
        raise NotFound("version_unknown")
    if row.status != "draft":
        raise Refused("not_draft")
    return row


def node_in(version_id: UUID, key: UUID | None) -> Node:
    row = Node.objects.filter(version_id=version_id, key=key).first() if key else None
    if row is None:
        raise NotFound("node_unknown")
    return row


def current_version(plan_id: UUID) -> Version:
    """The newest adopted version; while there is none, the draft."""
    found = list(Version.objects.select_related("plan").filter(plan_id=plan_id))
    if not found:
        raise NotFound("plan_unknown")
    return max(found, key=lambda one: (one.status == "adopted", one.number))


def node_now(plan_id: UUID, key: UUID) -> Node:
    """The node in the version that counts."""
    return node_in(current_version(plan_id).pk, key)


def indicator_now(key: UUID) -> tuple[Indicator, Version]:
    """The indicator in the newest version that has it, adopted ones first."""
    rows = list(Indicator.objects.select_related("version__plan").filter(key=key))
    if not rows:
        raise NotFound("indicator_unknown")
    row = max(rows, key=lambda one: (one.version.status == "adopted", one.version.number))
    return row, row.version


def check_revision(found: int, said: int | None) -> None:
    """said None: the caller has not looked at it before (imports, seed)."""
    if said is not None and said != found:
        raise Stale("stale")


def touch(version: Version) -> None:
    """The draft has changed: a file that was judged against it must be judged again."""
    version.revision += 1
    version.save(update_fields=["revision"])
