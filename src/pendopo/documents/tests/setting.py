"""Letters and files put in place through the verbs, for tests with the database."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from pendopo.documents.tests.doors import directory, documents, ledger
from pendopo.documents.tests.samples import CONTENT, LETTER, ORIGIN, PASSPHRASE, officer

UNIT = "430.9.13"


def content(**over: Any) -> documents.LetterContent:
    return documents.LetterContent(
        **{
            "letterhead": documents.Letterhead(
                "Pemerintah Kabupaten Bondowoso", "DPMPTSP", "Jalan Santawi Nomor 60"
            ),
            "place": "Bondowoso",
            "subject": "Rekomendasi",
            "content": dict(CONTENT),
            "recipients": ("Kepala Dinas Kesehatan",),
            **over,
        }
    )


def draft(now: dt.datetime, **over: Any) -> documents.Letter:
    return documents.draft_letter(
        **{
            "case_id": uuid4(),
            "kind": "rekomendasi",
            "title": "Surat rekomendasi",
            "template": documents.Template("letters/a.typ", {"letters/a.typ": LETTER}),
            "content": content(),
            "key": directory.new_key(now),
            "organisation_id": UUID(int=3),
            "unit": UNIT,
            "classification": "503",
            "holder_masked": "dr. A** L******",
            "now": now,
            **over,
        }
    )


def enrolled(now: dt.datetime, **over: Any) -> documents.SignerIdentity:
    """An officer of their own with a sample certificate."""
    who = officer(person_id=uuid4(), account_id=uuid4(), **over)
    documents.enrol_demo_signer(
        person_id=who.person_id, name=who.name, passphrase=PASSPHRASE, now=now
    )
    return who


def sign(
    letters: list[documents.Letter], who: documents.SignerIdentity, now: dt.datetime, **over: Any
) -> tuple[documents.SignResult, ...]:
    return documents.sign_batch(
        **{
            "letters": [documents.LetterRef(one.id, one.version) for one in letters],
            "signer": who,
            "passphrase": PASSPHRASE,
            "origin": ORIGIN,
            "now": now,
            **over,
        }
    )


def facts(about: UUID) -> list[str]:
    with ledger.region_transaction():
        return [one.kind for one in ledger.facts_about(about=about)]
