"""Sample reports at every stage, made through the verbs that people use. All are constructed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from pendopo.config.seeding import applying, proving
from pendopo.config.seeding.story import Step
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services.api import ReportClass
from pendopo.voice import api as voice

ROADS, HEALTH, WASTE = "1.03.0.00.0.00.01.0000", "1.02.0.00.0.00.01.0000", "2.11.2.15.0.00.01.0000"
COORDINATOR, VERIFIER = "koordinator.aduan", "verifikator.aduan"
LIAISONS = {ROADS: "penghubung.dpupr", HEALTH: "penghubung.dinkes", WASTE: "penghubung.dlh"}


@dataclass(frozen=True, slots=True)
class Sample:
    """`ago`: days before today; `reach`: how far the work has come: verify, agency, check,
    answered, confirmed, archived, audit, lost (returned by the agency)."""

    text: str
    place: tuple[float, float]
    agency: str
    topic: str
    ago: int
    reach: str = "verify"
    visibility: voice.Visibility = "open"
    sort: ReportClass = "complaint"


_TOWN, _SOUTH = (-7.9135, 113.8213), (-7.985, 113.815)
_EAST, _NORTH = (-7.93, 113.90), (-7.85, 113.83)
SAMPLES = (
    Sample("Jalan depan pasar induk berlubang sedalam mata kaki (contoh).", _TOWN, ROADS,
           "jalan-rusak", 20, "confirmed"),
    Sample("Lubang besar di jalan menuju pasar, sudah ada yang jatuh (contoh).", _TOWN, ROADS,
           "jalan-rusak", 19, "answered"),
    Sample("Lampu jalan di tikungan balai desa mati dua minggu (contoh).", _SOUTH, WASTE,
           "lampu-jalan", 15, "confirmed"),
    Sample("Lampu penerangan jalan berkedip lalu padam tiap malam (contoh).", _EAST, WASTE,
           "lampu-jalan", 12, "answered"),
    Sample("Sampah menumpuk di belakang terminal dan berbau (contoh).", _TOWN, WASTE,
           "sampah-menumpuk", 10, "confirmed"),
    Sample("Sampah dibuang ke sungai dekat jembatan kampung (contoh).", _NORTH, WASTE,
           "sampah-sungai", 9, "check"),
    Sample("Selokan mampet, air meluap ke jalan saat hujan (contoh).", _TOWN, ROADS,
           "drainase", 9, "answered"),
    Sample("Jembatan gantung papannya lapuk, anak sekolah takut (contoh).", _EAST, ROADS,
           "jembatan", 8, "agency"),
    Sample("Puskesmas pembantu tutup pada jam pelayanan (contoh).", _SOUTH, HEALTH,
           "puskesmas", 8, "answered"),
    Sample("Antrean puskesmas sampai siang, nomor tidak urut (contoh).", _TOWN, HEALTH,
           "puskesmas", 7, "agency"),
    Sample("Petugas meminta uang supaya surat cepat selesai (contoh).", _TOWN, ROADS,
           "korupsi", 7, "audit", "anonymous"),
    Sample("Bantuan desa dipotong dan tidak ada kuitansinya (contoh).", _NORTH, ROADS,
           "dana-desa", 6, "audit", "secret"),
    Sample("Trotoar rusak di depan sekolah, kursi roda tidak lewat (contoh).", _TOWN, ROADS,
           "trotoar", 6, "check"),
    Sample("Pohon tumbang menutup separuh jalan sejak kemarin (contoh).", _SOUTH, WASTE,
           "pohon", 5, "agency"),
    Sample("Air irigasi tidak sampai ke sawah bagian hilir (contoh).", _EAST, ROADS,
           "irigasi", 5, "lost"),
    Sample("Rambu di simpang hilang, sering hampir tabrakan (contoh).", _TOWN, WASTE,
           "rambu-marka", 4, "agency", "anonymous"),
    Sample("Tolong ini segera, terima kasih banyak (contoh).", _TOWN, ROADS,
           "jalan-rusak", 4, "archived"),
    Sample("Genangan di depan pertokoan setinggi betis setiap hujan (contoh).", _TOWN, ROADS,
           "genangan-banjir", 3, "agency"),
    Sample("Mohon dibuatkan trotoar di depan sekolah dasar (contoh).", _SOUTH, ROADS,
           "trotoar", 6, "answered", "open", "aspiration"),
    Sample("Usul jalan kampung dilebarkan supaya mobil berpapasan (contoh).", _NORTH, ROADS,
           "jalan-aspal-baru", 2, "agency", "open", "aspiration"),
    Sample("Jalan desa berlubang setelah truk pasir lewat (contoh).", _EAST, ROADS,
           "jalan-rusak", 2, "agency"),
    Sample("Lampu jalan mati sepanjang jalan raya timur pasar (contoh).", _TOWN, WASTE,
           "lampu-jalan", 1),
    Sample("Tumpukan sampah di pinggir lapangan belum diangkut (contoh).", _SOUTH, WASTE,
           "sampah-menumpuk", 1),
    Sample("Jalan longsor separuh badan, tidak ada rambunya (contoh).", _NORTH, ROADS,
           "jalan-rusak", 0),
)  # fmt: skip
COUNT = len(SAMPLES)


def make(*, now: dt.datetime, progress: Callable[[int, str], None]) -> None:
    """Send every sample and let officers do their part, in the current region."""
    for count, sample in enumerate(SAMPLES):
        progress(count, f"Laporan contoh: {sample.topic}")
        _play(sample, count, now)


def _play(sample: Sample, count: int, now: dt.datetime) -> None:
    at = now - dt.timedelta(days=sample.ago)
    receipt = _send(sample, count, at)
    for username, outcome, answers in _steps(sample):
        at = min(at + dt.timedelta(hours=20), now)
        proof = proving.proof_for(receipt, sample.place, username, outcome, at)
        applying.decide(receipt.case_id, username, outcome, now=at, **answers, **proof)
    if sample.visibility != "secret" and sample.reach not in ("verify", "archived"):
        _publish(receipt.number, min(at + dt.timedelta(hours=1), now))
    if sample.reach == "confirmed":
        voice.confirm(
            number=receipt.number,
            code=receipt.code,
            who=directory.ANONYMOUS,
            now=min(at + dt.timedelta(hours=30), now),
        )


def _send(sample: Sample, count: int, at: dt.datetime) -> voice.Receipt:
    lat, lon = sample.place
    point = voice.Point(lat + (count % 5 - 2) / 700, lon + (count % 7 - 3) / 700)
    return voice.report(
        sort=sample.sort,
        text=sample.text,
        visibility=sample.visibility,
        who=directory.ANONYMOUS,
        reporter=voice.Reporter(name="Pelapor Contoh", phone="081200000009"),
        place=voice.Place(point=point),
        officers=sample.reach == "audit",
        topic=sample.topic,
        channel="web",
        language="id",
        now=at,
        command=ledger.Command(uuid4(), str(uuid4()), sample.text.encode()),
    )


def _steps(sample: Sample) -> tuple[Step, ...]:
    to_agency: dict[str, Any] = {"topik": sample.topic, "instansi": sample.agency}
    forward: Step = (COORDINATOR, "teruskan", to_agency)
    liaison = LIAISONS[sample.agency]
    answer: Step = (liaison, "jawab", {"jawaban": "Sudah kami tangani (contoh)."})
    accept: Step = (VERIFIER, "terima", {})
    return {
        "verify": (),
        "agency": (forward,),
        "check": (forward, answer),
        "answered": (forward, answer, accept),
        "confirmed": (forward, answer, accept),
        "lost": (forward, (liaison, "bukan_wewenang", {"alasan": "Bukan wewenang kami (contoh)."})),
        "archived": ((COORDINATOR, "arsipkan", {"alasan": "Isinya tidak dapat dipahami."}),),
        "audit": ((COORDINATOR, "pengawasan", {"alasan": "Dugaan pungutan liar (contoh)."}),),
    }[sample.reach]


def _publish(number: str, at: dt.datetime) -> None:
    who = applying.actor(COORDINATOR, at)
    proposal = voice.propose_text(number=number, who=who, now=at)
    voice.moderate(
        number=number,
        who=who,
        text=proposal.proposed,
        shown=True,
        version=proposal.version,
        now=at,
    )
