"""Signing: a batch with one passphrase, or with ink when the signer service is down."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from pendopo.casework import models, policy, signers
from pendopo.casework.actions.letters import current_letter, dated, take_back_numbers
from pendopo.casework.actions.tasks import Done
from pendopo.casework.completion import check_free, check_open, finish, lock, lock_any
from pendopo.casework.refusals import SENTENCES, Refused
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services

log = logging.getLogger(__name__)
WhyNot = Literal["misprint", "not_signed"]


@dataclass(frozen=True, slots=True)
class Signed:
    """What became of one task of a signing batch; `text` is why not, in both languages."""

    task_id: UUID
    ok: bool
    number: str
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ForInk:
    """A letter with number and date, ready to print (`letter_pdf`) and sign by hand."""

    task_id: UUID
    letter_id: UUID
    number: str


class _NotSigned(Exception):
    def __init__(self, result: documents.SignResult) -> None:
        super().__init__(result.code)
        self.result = result


def sign(
    *,
    task_ids: Sequence[UUID],
    who: directory.Actor,
    passphrase: str,
    origin: str,
    now: dt.datetime,
) -> tuple[Signed, ...]:
    """Sign the letters of these tasks, one transaction each: number, date, signature, task.

    The passphrase serves this call and is kept nowhere. What cannot be signed says why and
    leaves the others alone; after a wrong passphrase the rest is not tried.
    """
    done: list[Signed] = []
    stopped: Mapping[str, str] | None = None
    for task_id in task_ids:
        if stopped is not None:
            done.append(Signed(task_id, False, "", stopped))
            continue
        try:
            result = _sign(task_id, who, passphrase, origin, now)
        except _NotSigned as not_signed:
            result = not_signed.result
        except (Refused, documents.Refused) as refused:
            done.append(Signed(task_id, False, "", refused.text))
            continue
        except Exception:
            log.exception("task %s could not be signed", task_id)
            indonesian, english = SENTENCES["sign_failed"]
            done.append(Signed(task_id, False, "", {"id": indonesian, "en": english}))
            continue
        ok = result.outcome in ("signed", "already")
        done.append(Signed(task_id, ok, result.number, result.text))
        if not ok and result.code in documents.STOPS:
            stopped = result.text
    return tuple(done)


@ledger.within_region
def _sign(
    task_id: UUID, who: directory.Actor, passphrase: str, origin: str, now: dt.datetime
) -> documents.SignResult:
    task, case = lock(task_id, who)
    check_open(task, task.version)
    check_free(task, who)
    compiled, outcome, letter = _to_sign(task, case, now)
    final = dated(case, compiled, letter.kind, now)
    (result,) = documents.sign_batch(
        letters=[documents.LetterRef(letter.id, letter.version, final)],
        signer=signers.identity(who, task, case, now),
        passphrase=passphrase,
        origin=origin,
        now=now,
    )
    if result.outcome in ("refused", "not_attempted"):
        raise _NotSigned(result)  # takes back the number too
    if result.outcome in ("signed", "already"):
        finish(task, case, compiled, who=who, outcome=outcome, answers={}, now=now)
    return result


@ledger.within_region
def number_for_ink(
    *, task_id: UUID, who: directory.Actor, version: int, origin: str, now: dt.datetime
) -> ForInk:
    """The fallback when the signer is down: number and date are given, the letter is printed and
    signed by hand; `attach_wet_scan` completes the task. Asked again, it answers the same."""
    task, case = lock(task_id, who)
    check_open(task, version)
    check_free(task, who)
    compiled, _, letter = _to_sign(task, case, now)
    if letter.status != "numbered":
        letter = documents.number_for_ink(
            letter_id=letter.id,
            version=letter.version,
            signer=signers.identity(who, task, case, now),
            origin=origin,
            now=now,
            dated=dated(case, compiled, letter.kind, now),
        )
    return ForInk(task.id, letter.id, letter.number)


@ledger.within_region
def void_ink_number(
    *, task_id: UUID, who: directory.Actor, version: int, reason: WhyNot, now: dt.datetime
) -> None:
    """Take the number of a printed letter back, in sight; it may be signed again either way."""
    task, case = lock(task_id, who)
    check_open(task, version)
    take_back_numbers(case, reason=reason, now=now, actor=who.account_id)


@ledger.within_region
def attach_wet_scan(
    *,
    task_id: UUID,
    who: directory.Actor,
    version: int,
    name: str,
    data: bytes,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> Done:
    """The scan (PDF) of the letter signed and stamped by hand: it is what people download, and it
    completes the task. By the signer, or by who drafts or receives in the same organisation."""
    task, case = lock_any(task_id)
    policy.check_may_scan(task, case, who)

    def act() -> dict[str, object]:
        check_open(task, version)
        compiled, outcome, letter = _to_sign(task, case, now)
        scan = documents.store(
            name=name,
            data=data,
            purpose="scan",
            key=directory.load_key(case.key_id),
            owner_id=letter.id,
            now=now,
            actor_id=who.account_id,
        )
        documents.attach_wet_scan(
            letter_id=letter.id,
            version=letter.version,
            file_id=scan.id,
            now=now,
            actor_id=who.account_id,
        )
        finish(task, case, compiled, who=who, outcome=outcome, answers={}, now=now)
        return {"number": case.number, "status": str(case.status)}

    result = ledger.once(command, act)
    return Done(case.id, str(result["number"]), str(result["status"]))


def _to_sign(
    task: models.Task, case: models.Case, now: dt.datetime
) -> tuple[services.Compiled, str, documents.Letter]:
    """The package, the outcome that signs, and the letter. Raises `Refused`."""
    compiled = services.version(hash=case.version_hash)
    definition = compiled.tasks[task.element]
    outcome = next(
        (name for name, one in definition.outcomes.items() if one.style == "primary"), ""
    )
    letter = current_letter(case, definition.letter(outcome), now=now)
    if definition.work != "sign" or letter is None:
        raise Refused("letter_missing")
    return compiled, outcome, letter
