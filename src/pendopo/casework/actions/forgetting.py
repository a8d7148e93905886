"""What rests in ended cases is forgotten when its time is over; the case and its facts stay.

The caller says what, by its own rules, and tells it in a fact of its own about each case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from pendopo.casework import models, vault
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

_RESEAL = """
UPDATE casework_case AS c SET sealed = u.sealed, version = c.version + 1
FROM unnest(%s::uuid[], %s::bytea[]) AS u(id, sealed) WHERE c.id = u.id
"""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """cases: those that had ended; files: by case, ids of files that no case holds any more;
    persons: whose each case was; people: those among them who have no other. keys: what seals what
    is left of each case."""

    cases: frozenset[UUID]
    files: Mapping[UUID, tuple[UUID, ...]]
    persons: Mapping[UUID, UUID]
    people: tuple[UUID, ...]
    keys: Mapping[UUID, UUID]


@ledger.within_region
def forget(
    *,
    case_ids: Collection[UUID],
    answers: Collection[str] = (),
    steps: bool = False,
    files: bool = False,
    applicant: UUID | None = None,
    now: dt.datetime,
) -> Forgotten:
    """Forget parts of ended cases; of others nothing. answers: questions of the application; steps:
    what officers and reporter wrote in its steps and notes; files: all that hang on it, which the
    caller then removes; applicant: whose cases they are from now on, somebody without a name.

    The number of statements does not grow with the cases.
    """
    cases = list(
        models.Case.objects.select_for_update()
        .filter(id__in=list(case_ids), ended_at__isnull=False)
        .order_by("id")
    )
    ids = [one.id for one in cases]
    if answers or applicant or files:
        _reseal(cases, frozenset(answers), files=files, applicant=applicant is not None)
    if steps:
        models.Task.objects.filter(case_id__in=ids).update(sealed=None, draft_sealed=None)
        models.Note.objects.filter(case_id__in=ids).delete()
    gone: dict[UUID, tuple[UUID, ...]] = {}
    if files:
        held = models.Attachment.objects.filter(case_id__in=ids)
        for case_id, file_id in held.values_list("case_id", "file_id"):
            gone[case_id] = (*gone.get(case_id, ()), file_id)
        held.delete()
    persons = {one.id: one.person_id for one in cases}
    people = _unlink(cases, applicant) if applicant else ()
    keys = {one.id: one.key_id for one in cases}
    return Forgotten(cases=frozenset(ids), files=gone, persons=persons, people=people, keys=keys)


@ledger.within_region
def sealed_with(*, key_ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """By data key, the cases that it seals, and drafts that are no case yet; keys that seal none
    are left out. Two statements."""
    found: dict[UUID, set[UUID]] = {}
    cases = models.Case.objects.filter(key_id__in=set(key_ids)).values_list("key_id", "id")
    drafts = models.Draft.objects.filter(key_id__in=set(key_ids), case_id=None)
    for key, row in (*cases, *drafts.values_list("key_id", "id")):
        found.setdefault(key, set()).add(row)
    return {key: frozenset(rows) for key, rows in found.items()}


def _reseal(
    cases: Sequence[models.Case], names: frozenset[str], *, files: bool, applicant: bool
) -> None:
    """Seal what is left, with the same key; a case whose key is destroyed has nothing left."""
    keys = directory.load_keys(one.key_id for one in cases)
    changed: list[tuple[UUID, bytes]] = []
    for one in cases:
        key = keys.get(one.key_id)
        if key is None:
            continue
        known = vault.unseal(key, one.sealed, table="casework_case", field="sealed", row=one.id)
        gone = names | _asked(one.version_hash, files=files, applicant=applicant)
        left = {name: value for name, value in known.items() if name not in gone}
        if left != known:
            changed.append((one.id, _seal(key, left, one.id)))
    if changed:
        with connection.cursor() as cursor:
            cursor.execute(_RESEAL, [list(column) for column in zip(*changed, strict=True)])


def _seal(key: directory.DataKey, left: Mapping[str, Any], case_id: UUID) -> bytes:
    return vault.seal(key, left, table="casework_case", field="sealed", row=case_id)


def _asked(version: str, *, files: bool, applicant: bool) -> frozenset[str]:
    """Questions for files, and those that a person's own data answers."""
    form = services.version(hash=version).form
    return frozenset(
        name
        for name, one in form.questions.items()
        if (files and one.file is not None)
        or (applicant and (one.prefill or "").startswith("applicant."))
    )


def _unlink(cases: Sequence[models.Case], nobody: UUID) -> tuple[UUID, ...]:
    ids = [one.id for one in cases]
    before = {one.person_id for one in cases} - {nobody}
    models.Case.objects.filter(id__in=ids).update(
        person_id=nobody, account_id=None, power_id=None, applicant_masked=""
    )
    models.CaseName.objects.filter(case_id__in=ids).delete()
    still = models.Case.objects.filter(person_id__in=before).values_list("person_id", flat=True)
    return tuple(sorted(before - set(still)))
