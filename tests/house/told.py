"""Reports as routes are about them: new, at the agency, answered with a proof."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice import api as voice
from tests.regency import CODE, MONDAY, Applied

if TYPE_CHECKING:
    from tests.house.world import World

ROADS, LIAISON = "1.03.0.00.0.00.01.0000", "penghubung.dpupr"
PLACE = voice.Point(-7.91355, 113.82134)
PACKAGES = ("pengaduan-masyarakat", "aspirasi-masyarakat")


def photo() -> voice.Photo:
    """A small real JPEG, never the same twice."""
    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise((64, 48), 40).convert("RGB").save(out, "JPEG")
    return voice.Photo(name="lubang.jpg", data=out.getvalue())


def sent() -> voice.Receipt:
    """By someone without an account; the region is set by the caller."""
    key = str(uuid4())
    return voice.report(
        sort="complaint",
        text="Jalan di depan pasar berlubang dalam. Rumah Zubaidah Kirana di sebelahnya.",
        visibility="open",
        who=directory.ANONYMOUS,
        reporter=voice.Reporter(name="Zubaidah Kirana", phone="081298765432"),
        place=voice.Place(point=PLACE),
        photos=(photo(),),
        channel="web",
        language="id",
        now=MONDAY,
        command=ledger.Command(uuid4(), key, key.encode()),
    )


def prepare(world: World, worker: Any) -> None:
    """A report at each of three steps, the last with a photo taken at the place."""
    for package in PACKAGES:
        world.regency.publish(package)
    with ledger.use_region(CODE):
        world.reports |= {name: sent() for name in ("new", "agency", "answered")}
    for name in ("agency", "answered"):
        case = applied(world, name)
        case.do("koordinator.aduan", "teruskan", MONDAY, topik="jalan-rusak", instansi=ROADS)
        worker.drain(MONDAY)
    (world.ids["report task"],) = (
        one.id for one in applied(world, "agency").view(LIAISON, MONDAY).tasks if one.outcomes
    )
    prove(world, worker)


def prove(world: World, worker: Any) -> None:
    case, who = applied(world, "answered"), world.regency.actor(LIAISON)
    (task,) = (one for one in case.view(LIAISON, MONDAY).tasks if one.outcomes)
    with ledger.use_region(CODE):
        token = voice.check_in(number=case.number, who=who, point=PLACE, now=MONDAY).token
        file_id = voice.capture(
            number=case.number, who=who, token=token, task_id=task.id, question="foto",
            photo=photo(), now=MONDAY,
        )  # fmt: skip
    case.do(LIAISON, "jawab", MONDAY, jawaban="Sudah ditambal.", bukti="tempat",
            foto=[str(file_id)])  # fmt: skip
    worker.drain(MONDAY)
    case.do("verifikator.aduan", "terima", MONDAY)
    worker.drain(MONDAY)
    receipt = world.reports["answered"]
    with ledger.use_region(CODE):
        (answer,) = voice.answers(number=receipt.number, code=receipt.code, who=directory.ANONYMOUS)
    (world.ids["proof"],) = answer.photos


def applied(world: World, name: str) -> Applied:
    one = world.reports[name]
    return Applied(world.regency, one.case_id, one.number, one.code)
