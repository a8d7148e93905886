"""A service with two versions: its cases move from one to the other; a message on the way."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.config.seeding import applying
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.services.tests.drawn import SENT, flows, package, users
from tests.regency import CODE, LONG_AGO, MONDAY, ROOT, Regency

RESEARCH = "surat-keterangan-penelitian"
LATER = MONDAY + dt.timedelta(days=2000)


def two_versions(regency: Regency) -> dict[str, Any]:
    """The shipped package and one that differs by a remark, in force years from now."""
    regency.publish(RESEARCH)
    files = dict(services.read_folder(ROOT / "packages/services" / RESEARCH).files)
    files["service.yaml"] += b"\n# versi berikutnya\n"
    with ledger.use_region(CODE):
        made = services.load_files(files)
        services.publish(package=made, valid_from=LATER, now=LONG_AGO)
        old = services.version_at(slug=RESEARCH, at=MONDAY)
        assert old is not None
        return {"service": RESEARCH, "old": old.hash, "new": made.hash, "mapping": {}}


def begun(regency: Regency) -> tuple[UUID, dict[str, Any]]:
    """A case, and the move of all cases of its version that the head has begun."""
    chosen = two_versions(regency)
    regency.submit(RESEARCH, story="perorangan")
    with ledger.use_region(CODE):
        head = regency.actor("kadis.ptsp")
        return casework.migrate(**chosen, who=head, now=MONDAY), chosen


def finish(move: UUID) -> None:
    """What the worker does."""
    from pendopo.casework.actions.version_moves import move_cases

    with ledger.use_region(CODE):
        while move_cases(move_id=move, now=MONDAY):
            pass


def moved_and_undone(regency: Regency, worker: Any) -> None:
    """Looked at, begun, finished by the worker, undone."""
    head = regency.actor("kadis.ptsp")
    move, chosen = begun(regency)
    with ledger.use_region(CODE):
        casework.plan_migration(**chosen, who=head)
        assert casework.service_versions(who=head)
    worker.drain(MONDAY)
    with ledger.use_region(CODE):
        found = casework.version_move(move_id=move, who=head)
        assert found.outcomes.get("moved") and casework.version_moves(who=head)
        casework.revert_migration(move_id=move, who=head, version=found.version, now=MONDAY)
    worker.drain(MONDAY)


def a_message(regency: Regency) -> None:
    """The applicant answers a case that waits for it."""
    waits = (
        '<bpmn:intermediateCatchEvent id="tunggu">'
        '<bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>'
    )
    body = '<bpmn:startEvent id="mulai"/><bpmn:endEvent id="selesai"/>' + users("tutup") + waits
    made = package(
        "uji-jawaban",
        body + flows("mulai>tunggu", "tunggu>tutup", "tutup>selesai"),
        tasks={"tutup": {}},
        roots='<bpmn:message id="m" name="jawab"/>',
        messages={"jawab": {"title": {"id": "Jawaban", "en": "Answer"}, "from": ["applicant"]}},
    )
    with ledger.use_region(CODE):
        services.publish(package=made, valid_from=LONG_AGO, now=LONG_AGO)
        sent = applying.apply("uji-jawaban", SENT, now=MONDAY)
        casework.deliver(
            message="jawab",
            case_id=sent.case_id,
            who=directory.ANONYMOUS,
            key=sent.code,
            now=MONDAY,
        )


def by_itself(regency: Regency, slug: str = "uji-temuan-rumah") -> None:
    """Nobody applies: a supervisor's message opens a case, and so does the clock, each day."""
    cause = '<bpmn:startEvent id="{}"><bpmn:{}EventDefinition{}</bpmn:startEvent>'
    daily = "><bpmn:timeCycle>R/P1D</bpmn:timeCycle></bpmn:timerEventDefinition>"
    body = (
        cause.format("temuan", "message", ' messageRef="m"/>')
        + cause.format("harian", "timer", daily)
        + '<bpmn:exclusiveGateway id="satu"/><bpmn:endEvent id="selesai"/>'
        + users("urus")
        + flows("temuan>satu", "harian>satu", "satu>urus", "urus>selesai")
    )
    given = {"given": {"at": "2026-11-16", "message": "temuan"}, "then": {"open": ["urus"]}}
    made = package(
        slug,
        body,
        tasks={"urus": {}},
        roots='<bpmn:message id="m" name="temuan"/>',
        messages={"temuan": {"title": {"id": "Temuan", "en": "Finding"}, "from": ["supervisor"]}},
        stories={"masuk": {"title": "Temuan", **given}},
    )
    head = regency.actor("kadis.ptsp")
    with ledger.use_region(CODE):
        services.publish(package=made, valid_from=MONDAY, now=MONDAY)
        account = head.account_id
        assert account is not None
        casework.start_by_message(
            service=slug,
            message="temuan",
            who=head,
            now=MONDAY,
            command=ledger.Command(account, slug, b""),
        )
        casework.start_due_cases(now=MONDAY + dt.timedelta(days=1))


def awaiting(regency: Regency) -> tuple[UUID, str, str]:
    """A case that waits for word of the counter, with one question: id, number and code."""
    wait = (
        '<bpmn:intermediateCatchEvent id="tunggu" name="Menunggu hasil ukur">'
        '<bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>'
    )
    body = '<bpmn:startEvent id="mulai"/><bpmn:endEvent id="selesai"/>' + users("tutup") + wait
    choice = {"type": "string", "enum": ["ya", "tidak"], "title": {"id": "Layak", "en": "Fit"}}
    made = package(
        "uji-menunggu",
        body + flows("mulai>tunggu", "tunggu>tutup", "tutup>selesai"),
        tasks={"tutup": {}},
        roots='<bpmn:message id="m" name="hasil"/>',
        messages={
            "hasil": {
                "title": {"id": "Hasil ukur", "en": "Survey result"},
                "from": ["front_office"],
                "form": {"layak": choice},
            }
        },
    )
    with ledger.use_region(CODE):
        services.publish(package=made, valid_from=LONG_AGO, now=LONG_AGO)
        sent = applying.apply("uji-menunggu", SENT, now=MONDAY)
    return sent.case_id, sent.number, sent.code
