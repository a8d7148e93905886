"""Finding a case: by its number or the beginning of it, its letter's number, or a name."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import connection

from pendopo.casework import name_words, policy
from pendopo.casework.facts import NamesSearched
from pendopo.casework.import_rows import number_key
from pendopo.casework.queries.tracking import status_words
from pendopo.casework.values import CaseCard
from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

SHORTEST, LONGEST = 3, 80
_FIND = """
    SELECT c.id, c.number, c.service, c.version_hash, c.status, c.submitted_at, c.due_at,
           c.applicant_masked
    FROM casework_case c LEFT JOIN casework_licence l ON l.case_id = c.id
    WHERE (c.organisation_id = ANY(%(mine)s::uuid[])
           OR (EXISTS (SELECT FROM casework_task t
                       WHERE t.case_id = c.id AND t.organisation_id = ANY(%(mine)s::uuid[]))
               AND (c.narrowed_to IS NULL OR c.narrowed_to && %(mine)s::uuid[]))
           OR EXISTS (SELECT FROM casework_raised r
                      WHERE r.case_id = c.id AND r.position_id = ANY(%(held)s::uuid[])))
      AND (c.number LIKE %(number)s OR l.number ILIKE %(letter)s
           OR c.id IN (SELECT o.case_id FROM casework_oldcase o WHERE o.number_key LIKE %(old)s))
      AND (%(service)s = '' OR c.service = %(service)s)
      AND (%(status)s = '' OR c.status = %(status)s)
    ORDER BY c.submitted_at DESC LIMIT %(limit)s
"""


@ledger.within_region
def find_cases(
    *, who: directory.Actor, text: str, service: str = "", status: str = "", limit: int = 20
) -> tuple[CaseCard, ...]:
    """Cases of the officer's agencies whose number begins with `text`, however it was typed, or
    whose letter's number holds it, or whose number in an older system begins with it; newest
    first, names masked. One statement.

    Names are sealed: `find_by_name` looks for them. Fewer than three signs find nothing.
    """
    mine: list[UUID] = sorted(policy.workplaces(who), key=str)
    typed = text.replace("\0", "").strip()[:LONGEST]
    if who.kind != "officer" or not mine or sum(map(str.isalnum, typed)) < SHORTEST:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(
            _FIND,
            {
                "mine": mine,
                "held": policy.held_positions(who),
                "number": f"{_literal(_beginning(typed))}%",
                "letter": f"%{_literal(typed)}%",
                "old": f"{_literal(number_key(typed))}%",
                "service": service,
                "status": status,
                "limit": limit,
            },
        )
        return tuple(_card(*row) for row in cursor.fetchall())


_OF_NAME = """
    SELECT c.id, c.number, c.service, c.version_hash, c.status, c.submitted_at, c.due_at,
           c.applicant_masked
    FROM casework_case c
    WHERE (c.organisation_id = ANY(%(mine)s::uuid[])
           OR EXISTS (SELECT FROM casework_task t
                      WHERE t.case_id = c.id AND t.organisation_id = ANY(%(mine)s::uuid[])))
      AND (c.narrowed_to IS NULL OR c.narrowed_to && %(mine)s::uuid[])
      AND c.id IN (SELECT case_id FROM casework_casename WHERE word_hash = ANY(%(words)s::bytea[])
                   GROUP BY case_id HAVING count(*) = %(count)s)
      AND (%(service)s = '' OR c.service = %(service)s)
    ORDER BY c.submitted_at DESC LIMIT %(limit)s
"""


@ledger.within_region
def find_by_name(
    *, who: directory.Actor, name: str, service: str = "", limit: int = 20, now: dt.datetime
) -> tuple[CaseCard, ...]:
    """Cases of the officer's agencies whose applicant's name holds all these words, newest first,
    names masked. Whole words only; each search is a fact with how many cases it showed."""
    mine: list[UUID] = sorted(policy.workplaces(who), key=str)
    words = name_words.hashes(name[:LONGEST])
    if who.kind != "officer" or who.account_id is None or not mine or not words:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(
            _OF_NAME,
            {"mine": mine, "words": words, "count": len(words), "service": service,
             "limit": limit},
        )  # fmt: skip
        found = tuple(_card(*row) for row in cursor.fetchall())
    fact = NamesSearched(found=len(found))
    entry = ledger.Entry(fact=fact, about=who.account_id, actor=who.account_id, occurred_at=now)
    ledger.append([entry], now=now)
    return found


def _beginning(typed: str) -> str:
    """The signs of a number in its groups; a whole one is also mended where it was misread."""
    signs = [sign for sign in typed.upper() if sign.isalnum()]
    groups = ["".join(signs[at : at + 3]) for at in range(0, len(signs), 3)]
    return references.normalise(typed) or "-".join(groups)


def _literal(text: str) -> str:
    """Nothing in the text is a wildcard."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _card(
    case_id: UUID,
    number: str,
    service: str,
    version: str,
    status: str,
    submitted_at: dt.datetime,
    due_at: dt.datetime | None,
    masked: str,
) -> CaseCard:
    compiled = services.version(hash=version)
    return CaseCard(
        id=case_id,
        number=number,
        service=service,
        service_title=compiled.service.title,
        status=status,
        status_words=status_words(status, compiled),
        submitted_at=submitted_at,
        due_at=due_at,
        waits_for_applicant=status == "returned",
        applicant_masked=masked,
    )
