"""Certificates of the demo signer."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.documents import ports
from pendopo.documents.actions.recording import record
from pendopo.documents.facts import SignerEnrolled
from pendopo.documents.refusals import Refused
from pendopo.ledger import api as ledger

MIN_LENGTH = 8


@ledger.within_region
def enrol_demo_signer(
    *,
    person_id: UUID,
    name: str,
    passphrase: str,
    now: dt.datetime,
    actor_id: UUID | None = None,
) -> None:
    """Give an officer a sample certificate ("TTE contoh, bukan BSrE"); replaces an earlier one."""
    if len(passphrase) < MIN_LENGTH:
        raise Refused("passphrase_short", length=MIN_LENGTH)
    demo = ports.demo_signer()
    demo.authority.enrol(person_id, name, passphrase, now)
    demo.forget_keys(person_id)
    record((person_id, SignerEnrolled(adapter=demo.name)), now=now, actor=actor_id)
