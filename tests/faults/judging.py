"""What must hold after the storm; every sentence that is answered is something that does not."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

import psycopg

from pendopo.casework import models
from pendopo.ledger import api as ledger
from tests.faults.clients import Form, Mail


def conninfo(role: str) -> str:
    from pendopo.config import environment

    return environment.database(role).conninfo


def feed() -> list[str]:
    with psycopg.connect(conninfo("sealer")) as connection:
        return list(ledger.feed(connection))


def applications(forms: list[Form], mail: Mail) -> list[str]:
    """Every acknowledged number is one case, and no draft became two."""
    from pendopo.casework.access import access_hash
    from pendopo.directory.models import Person
    from pendopo.messages.models import Notice

    wrong = []
    if len(set(mail.numbers.values())) != len(mail.numbers):
        wrong.append("one number was told twice")
    with ledger.region_transaction():
        for form in forms:
            number = mail.numbers.get(form.draft_id, "")
            found = list(models.Case.objects.filter(access_hash=access_hash(form.code)))
            if [one.number for one in found] != [number]:
                wrong.append(f"{form.draft_id}: told {number!r}, kept {[c.number for c in found]}")
                continue
            (case,) = found
            submitted = ledger.facts_about(about=case.id, kinds=("case.submitted",))
            notices = list(Notice.objects.filter(about_id=case.id))
            kept = {
                "facts": len(submitted),
                "tasks": case.tasks.count(),
                "persons": Person.objects.filter(data_key_id=case.key_id).count(),
                "notices": len(notices),
                "sent": sum(one.status == "sent" for one in notices),
            }
            if set(kept.values()) != {1} or submitted[0].seq is None:
                wrong.append(f"{number}: {kept}")
    return wrong


def licences(signing: list[UUID]) -> list[str]:
    with ledger.region_transaction():
        return [
            f"signed case {case_id} is {case.status} with {count} licences"
            for case_id in signing
            for case in [models.Case.objects.get(id=case_id)]
            for count in [models.Licence.objects.filter(case=case).count()]
            if (str(case.status), count) != ("granted", 1)
        ]


def escalations(late: list[UUID]) -> list[str]:
    """Each limit that passed was told once."""
    wrong = []
    for case_id in late:
        facts = ledger.facts_about(about=case_id, kinds=("case.escalated",))
        told = Counter(one.data["reason"] for one in facts)
        if told["task_late"] != 1 or set(told.values()) != {1}:
            wrong.append(f"late case {case_id}: {dict(told)}")
    return wrong


def log(kept: list[str]) -> list[str]:
    """The ledger agrees with itself and with the feed that was kept during the storm."""
    with psycopg.connect(conninfo("sealer")) as connection:
        report = ledger.verify(connection, kept=ledger.read_feed(kept))
    return [str(one) for one in report.findings]
