"""What the storm is about: forms to send, letters to sign, limits that pass."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from uuid import UUID, uuid4

from pendopo.casework import api as casework
from pendopo.casework import models, vault
from pendopo.config.seeding import applying
from pendopo.config.seeding.cases import SAMPLE_ANSWERS
from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.documents.models import StoredFile
from pendopo.ledger import api as ledger
from tests.faults.clients import Form

SERVICE = "sip-dokter"
PASSPHRASE = "frasa sandi badai"


def forms(number: int, now: dt.datetime) -> list[Form]:
    """Complete drafts of visitors without an account, cloned from one that was filled honestly;
    each with a key and a code of its own."""
    first, _, version = applying.fill(SERVICE, _answers(0), now=now)
    with ledger.region_transaction():
        model = models.Draft.objects.get(id=first)
        answers = vault.unseal(
            directory.load_key(model.key_id), model.sealed, table="casework_draft", field="sealed",
            row=first,
        )  # fmt: skip
        files = list(StoredFile.objects.filter(owner_id=first))
        return [_clone(model, answers, files, version, now) for _ in range(number)]


def _clone(
    model: Any, answers: dict[str, Any], files: list[Any], version: int, now: dt.datetime
) -> Form:
    from pendopo.casework.access import access_hash

    draft_id, code, key = uuid4(), references.new_reference(), directory.new_key(now)
    text = json.dumps(answers)
    for file in files:
        copy = _values(file) | {"id": uuid4(), "owner_id": draft_id, "shelf_name": uuid4().hex}
        text = text.replace(str(file.pk), str(copy["id"]))
        StoredFile.objects.create(**copy)
    models.Draft.objects.create(
        **_values(model)
        | {
            "id": draft_id,
            "code_hash": access_hash(code),
            "key_id": key.id,
            "sealed": vault.seal(
                key, json.loads(text), table="casework_draft", field="sealed", row=draft_id
            ),
        }
    )
    return Form(draft_id, code, version, _cookie(draft_id, code))


def _values(row: Any) -> dict[str, Any]:
    return {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}


def _answers(number: int) -> dict[str, Any]:
    return {**SAMPLE_ANSWERS, "nama": "dr. Contoh Badai", "nik": f"35110145079{number:02d}001"}


def _cookie(draft_id: UUID, code: str) -> str:
    from django.core import signing

    from pendopo.faces.portal import keys

    return signing.dumps({str(draft_id): [code, ""]}, salt=keys._SALT, compress=True)


def number_of(cookie: str, draft_id: UUID) -> str:
    """The number that the answer told its browser."""
    from django.core import signing

    from pendopo.faces.portal import keys

    return str(signing.loads(cookie, salt=keys._SALT)[str(draft_id)][1])


def to_be_signed(number: int, now: dt.datetime) -> UUID:
    sent = applying.apply(SERVICE, _answers(number), now=now)
    for username, outcome in (
        ("loket.ptsp", "lengkap"), ("teknis.dinkes", "rekomendasikan"), ("penata.ptsp", "siap"),
        ("ketuatim.ptsp", "paraf"), ("kabid.ptsp", "paraf"), ("sekretaris.ptsp", "paraf"),
    ):  # fmt: skip
        applying.decide(sent.case_id, username, outcome, now=now)
    if number == 0:
        head = applying.actor("kadis.ptsp", now)
        assert head.person_id is not None
        documents.enrol_demo_signer(
            person_id=head.person_id, name=head.name, passphrase=PASSPHRASE, now=now
        )
    return sent.case_id


def sign(case_id: UUID) -> bool:
    """The head signs, unless he has: what was kept without an answer counts. False when he was
    told that it failed, and has to press again."""
    now = ledger.clock().now()
    view = casework.case(case_id=case_id, who=applying.actor("kadis.ptsp", now), now=now)
    if not any(one.work == "sign" for one in view.tasks):
        return True
    return applying.sign(case_id, "kadis.ptsp", PASSPHRASE, now=now).ok


def late(number: int, now: dt.datetime) -> UUID:
    """A case whose limits passed while nobody worked: its timers fire as soon as somebody does."""
    long_ago = now - dt.timedelta(days=40)
    sent = applying.apply(SERVICE, _answers(number), now=long_ago)
    applying.decide(sent.case_id, "loket.ptsp", "lengkap", now=long_ago)
    return sent.case_id
