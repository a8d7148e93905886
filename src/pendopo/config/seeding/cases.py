"""A handful of sample cases at every stage, so that no page of the demo is empty.

Each story is played through the verbs on its own dates; every name says "contoh".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from pendopo.config.seeding import applying, others
from pendopo.config.seeding.story import Step, Story
from pendopo.directory import api as directory

SERVICE = "sip-dokter"

_CHECKED: Step = ("loket.ptsp", "lengkap", {})
_RECOMMENDED: Step = ("teknis.dinkes", "rekomendasikan", {"pertimbangan": "Layak (contoh)."})
_DRAFTED: Step = ("penata.ptsp", "siap", {})
_INITIALLED: tuple[Step, ...] = (
    ("ketuatim.ptsp", "paraf", {}),
    ("kabid.ptsp", "paraf", {}),
    ("sekretaris.ptsp", "paraf", {}),
)
_RETURN: Step = (
    "loket.ptsp",
    "kembalikan",
    {
        "items": [
            {"field": "str", "reason": "Pindaian STR terpotong, unggah ulang seluruh halaman."}
        ]
    },
)
STORIES = (
    Story("dr. Ayu Larasati (contoh)", 12, (_CHECKED, _RECOMMENDED, _DRAFTED, *_INITIALLED), True),
    Story("dr. Bagus Wicaksono (contoh)", 11, (_CHECKED, _RECOMMENDED, _DRAFTED, *_INITIALLED)),
    Story("dr. Citra Dewanti (contoh)", 10, (_CHECKED,)),
    Story("dr. Dimas Prakoso (contoh)", 6, (_CHECKED,)),
    Story("drg. Eka Puspita (contoh)", 5, (_CHECKED, _RECOMMENDED)),
    Story("dr. Farhan Alatas (contoh)", 4, (_CHECKED, _RECOMMENDED, _DRAFTED)),
    Story("dr. Gita Anindya (contoh)", 3, (_RETURN,)),
    Story("dr. Hendra Wijaya (contoh)", 1, ()),
    Story("dr. Intan Maharani (contoh)", 0, ()),
)
SAMPLE_ANSWERS: dict[str, Any] = {
    "profesi": "dokter",
    "internsip": False,
    "peserta_ppds": False,
    "jenis_praktik": "fasyankes",
    "sip_ke": 1,
    "purnawaktu": False,
    "nama_tempat": "Klinik Contoh",
    "alamat_praktik": {
        "jalan": "Jalan Contoh 2", "desa": "Badean", "kecamatan": "Bondowoso",
        "kabupaten": "Bondowoso",
    },
    "tempat_lahir": "Bondowoso",
    "tanggal_lahir": "1990-07-05",
    "alamat": {
        "jalan": "Jalan Contoh 1", "desa": "Dabasah", "kecamatan": "Bondowoso",
        "kabupaten": "Bondowoso",
    },
    "telepon": "081200000009",
    "nomor_str": "3511100220123456",
    "pernyataan": True,
}  # fmt: skip


ALL = (*STORIES, *others.STORIES)
COUNT = len(ALL)


def make(*, now: dt.datetime, passphrase: str, progress: Callable[[int, str], None]) -> None:
    """Play every story, in the current region."""
    for count, story in enumerate(ALL):
        progress(count, f"Berkas contoh: {story.name}")
        _play(story, count, now, passphrase)


def _play(story: Story, number: int, now: dt.datetime, passphrase: str) -> None:
    at = _working_days_before(now, story.ago)
    nik = f"35110145079{number:02d}001"
    answers = SAMPLE_ANSWERS if story.service == SERVICE else others.ANSWERS[story.service]
    given = {**answers, "nama": story.name, "nik": nik, **story.answers}
    sent = applying.apply(story.service, _dated(given, at), now=at)
    for username, outcome, answers in story.steps:
        at = min(_next_working_day(at), now)
        applying.decide(sent.case_id, username, outcome, now=at, **_dated(answers, at))
    if story.signed:
        applying.sign(sent.case_id, "kadis.ptsp", passphrase, now=min(_next_working_day(at), now))


def _dated(answers: dict[str, Any], at: dt.datetime) -> dict[str, Any]:
    """Answers with lengths of time as the day that lies so far from `at`."""
    day = directory.calendar().local_date(at)
    return {
        name: (day + value).isoformat() if isinstance(value, dt.timedelta) else value
        for name, value in answers.items()
    }


def _working_days_before(now: dt.datetime, days: int) -> dt.datetime:
    """The same hour `days` working days ago."""
    at, calendar = now, directory.calendar()
    while days:
        at -= dt.timedelta(days=1)
        days -= calendar.is_working(calendar.local_date(at))
    return at


def _next_working_day(at: dt.datetime) -> dt.datetime:
    calendar = directory.calendar()
    at += dt.timedelta(days=1)
    while not calendar.is_working(calendar.local_date(at)):
        at += dt.timedelta(days=1)
    return at
