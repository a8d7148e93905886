"""Reports as routes are about them: new, at the agency, answered with a proof."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID, uuid4

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice import api as voice
from tests.regency import CODE, MONDAY, Applied

if TYPE_CHECKING:
    from tests.house.world import World

T = TypeVar("T")
ROADS, LIAISON = "1.03.0.00.0.00.01.0000", "penghubung.dpupr"
SECRETARIAT = "4.01.0.00.0.00.01.0000"
PLACE = voice.Point(-7.91355, 113.82134)
PACKAGES = ("pengaduan-masyarakat", "aspirasi-masyarakat")


def photo() -> voice.Photo:
    """A small real JPEG, never the same twice."""
    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise((64, 48), 40).convert("RGB").save(out, "JPEG")
    return voice.Photo(name="lubang.jpg", data=out.getvalue())


def sent(
    visibility: voice.Visibility = "open", who: directory.Actor = directory.ANONYMOUS
) -> voice.Receipt:
    """By someone without an account, or an application; the region is set by the caller."""
    return voice.report(
        sort="complaint",
        text="Jalan di depan pasar berlubang dalam. Rumah Zubaidah Kirana di sebelahnya.",
        visibility=visibility,
        who=who,
        reporter=voice.Reporter(name="Zubaidah Kirana", phone="081298765432"),
        place=voice.Place(point=PLACE),
        photos=(photo(),),
        channel="web",
        language="id",
        now=MONDAY,
        command=command(),
    )


def command() -> ledger.Command:
    key = str(uuid4())
    return ledger.Command(uuid4(), key, key.encode())


def prepare(world: World, worker: Any) -> None:
    """A report at each of three steps, the last with a photo taken at the place."""
    for package in PACKAGES:
        world.regency.publish(package)
    with ledger.use_region(CODE):
        world.reports |= {name: sent() for name in ("new", "agency", "answered")}
        voice.support(
            number=sent("anonymous").number,
            who=directory.ANONYMOUS,
            reporter=voice.Reporter(name="Ani"),
            language="id",
            now=MONDAY,
            command=command(),
        )
    with ledger.use_region(CODE):
        secretary = directory.chart().by_code[SECRETARIAT].head_position_id
        assert secretary is not None
        raised = {"case_id": world.reports["agency"].case_id, "positions": (secretary,)}
        casework.raise_case(**raised, act="handle", now=MONDAY)
    for name in ("agency", "answered"):
        case = applied(world, name)
        case.do("koordinator.aduan", "teruskan", MONDAY, topik="jalan-rusak", instansi=ROADS)
        stands(world, worker, name, "forwarded")
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
    case.do("verifikator.aduan", "terima", MONDAY)
    stands(world, worker, "answered", "answered")
    code = world.reports["answered"].code

    def copied() -> tuple[UUID, ...]:
        with ledger.use_region(CODE):
            (answer,) = voice.answers(number=case.number, code=code, who=directory.ANONYMOUS)
        return answer.photos

    (world.ids["proof"],) = until(worker, copied)


def stands(world: World, worker: Any, name: str, status: str) -> None:
    """The readers have seen that the report came so far."""

    def seen() -> bool:
        with ledger.use_region(CODE):
            card = voice.report_of_case(number=world.reports[name].number)
        return card.status == status

    until(worker, seen)


def until(worker: Any, look: Callable[[], T]) -> T:
    """What `look` finds; a worker of another process needs its moment."""
    for _ in range(150):
        worker.drain(MONDAY)
        found = look()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("the worker never came so far")


def applied(world: World, name: str) -> Applied:
    one = world.reports[name]
    return Applied(world.regency, one.case_id, one.number, one.code)
