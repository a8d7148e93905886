"""Reports as the tests make them, and the steps that officers take. Times are Bondowoso's."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from pendopo.voice.tests.doors import directory, ledger, models, standing, voice

CODE = "35.11"
MONDAY = dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
WIB = ZoneInfo("Asia/Jakarta")
ROADS = "1.03.0.00.0.00.01.0000"
HEALTH = "1.02.0.00.0.00.01.0000"
INSPECTORATE = "6.01.0.00.0.00.01.0000"
TEXT = "Jalan di depan pasar berlubang dalam, sudah dua motor jatuh (contoh)."
PHONE = "081234567890"


def at(text: str) -> dt.datetime:
    """A moment on the office's clock."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=WIB).astimezone(dt.UTC)


def command(key: str = "") -> Any:
    from uuid import NAMESPACE_URL, uuid5

    key = key or str(uuid4())
    return ledger.Command(uuid5(NAMESPACE_URL, key), key, key.encode())


def photo() -> Any:
    """A small real JPEG."""
    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise((64, 48), 40).convert("RGB").save(out, "JPEG")
    return voice.Photo(name="lubang.jpg", data=out.getvalue())


def send(now: dt.datetime = MONDAY, **changes: Any) -> Any:
    """A report; keyword arguments change what is sent. Answers with its receipt."""
    asked: dict[str, Any] = {
        "sort": "complaint",
        "text": TEXT,
        "visibility": "open",
        "who": directory.ANONYMOUS,
        "reporter": voice.Reporter(name="Siti Rahmawati (contoh)", phone=PHONE),
        "place": voice.Place(point=voice.Point(-7.91355, 113.82134), landmark="Depan pasar"),
        "channel": "web",
        "language": "id",
        "now": now,
        **changes,
    }
    asked.setdefault("command", command())
    with ledger.use_region(CODE):
        return voice.report(**asked)


def applied(regency: Any, receipt: Any) -> Any:
    """The case behind a report, as the tests of cases walk it."""
    from tests.regency import Applied

    return Applied(regency, receipt.case_id, receipt.number, receipt.code)


def forward(
    case: Any, worker: Any, now: dt.datetime = MONDAY, agency: str = ROADS, topic: str = "jalan"
) -> None:
    case.do("koordinator.aduan", "teruskan", now, topik=topic, instansi=agency)
    worker.drain(now)


def answer(case: Any, worker: Any, now: dt.datetime, officer: str = "penghubung.dpupr") -> None:
    """The agency answers, and a second person finds it proven."""
    case.do(officer, "jawab", now, jawaban="Lubang sudah ditambal.", bukti="jawaban")
    case.do("verifikator.aduan", "terima", now)
    worker.drain(now)


def row(receipt: Any) -> Any:
    with ledger.use_region(CODE), ledger.region_transaction():
        return models.Report.objects.get(pk=receipt.case_id)


def facts(receipt: Any, kind: str = "") -> list[Any]:
    with ledger.use_region(CODE):
        return list(ledger.facts_about(about=receipt.case_id, kinds=(kind,) if kind else ()))


def check_rebuilt(receipt: Any) -> Any:
    """The row says what the facts say; answers with where it stands."""
    told = sorted((one for one in facts(receipt)), key=lambda one: (one.seq is None, one.seq or 0))
    kept = standing.of_row(row(receipt))
    assert kept == standing.of_facts(told)
    return kept


def task_of(case: Any, username: str, now: dt.datetime) -> Any:
    (task,) = (one for one in case.view(username, now).tasks if one.outcomes)
    return task
