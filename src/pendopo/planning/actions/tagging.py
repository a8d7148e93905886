"""A node of a draft serves something that cuts across the tree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning import policy
from pendopo.planning.facts import TagsSet
from pendopo.planning.finding import check_revision, draft_of, node_in, touch
from pendopo.planning.recording import record
from pendopo.planning.tags import tags_of


@ledger.within_region
def set_tags(
    *,
    version_id: UUID,
    key: UUID,
    tags: Iterable[str],
    revision: int | None,
    who: directory.Actor | None,
    now: dt.datetime,
) -> None:
    """All tags of the node, in place of those it had: "sdg:8", "pn:4", "rb:pelayanan",
    "se:500.2/1/2026". Raises `Refused("tag_wrong")`, and `Stale` when somebody else changed the
    node since `revision`."""
    policy.check_plans(who)
    version = draft_of(version_id)
    row = node_in(version.pk, key)
    check_revision(row.revision, revision)
    row.tags = tags_of(tags)
    row.revision += 1
    row.save(update_fields=["tags", "revision"])
    touch(version)
    fact = TagsSet(version=version.pk, tags=tuple(row.tags), revision=row.revision)
    record((key, fact), who=who, now=now, organisation=row.organisation_id)
