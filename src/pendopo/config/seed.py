"""The demo: regions, officers, the published services, and a few marked sample cases."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from django.conf import settings

from pendopo.config.environment import ROOT
from pendopo.config.seeding import applying, cases, command, keys, oversight, plans, reports
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.measures import api as measures
from pendopo.services import api as services
from pendopo.voice import api as voice

REGIONS = ("bondowoso", "jember")
PASSWORD = "pendopo-contoh"
PASSPHRASE = "frasa contoh"
PUBLISHED = dt.datetime(2025, 1, 2, 2, 0, tzinfo=dt.UTC)
LOGINS = (
    ("Warga / citizen", "warga"),
    ("Loket DPMPTSP / front office", "loket.ptsp"),
    ("Dinas Kesehatan / health agency", "teknis.dinkes"),
    ("Dinas Perhubungan / transport agency", "teknis.dishub"),
    ("Satlantas Polres / traffic police", "teknis.polres"),
    ("Bakesbangpol / national unity agency", "teknis.kesbangpol"),
    ("Penata perizinan / drafter", "penata.ptsp"),
    ("Ketua tim (paraf) / team lead", "ketuatim.ptsp"),
    ("Kepala bidang (paraf) / division head", "kabid.ptsp"),
    ("Sekretaris (paraf) / secretary", "sekretaris.ptsp"),
    ("Kepala DPMPTSP (tanda tangan) / signer", "kadis.ptsp"),
    ("Koordinator pengaduan / complaints coordinator", "koordinator.aduan"),
    ("Verifikator pengaduan / second verifier", "verifikator.aduan"),
    ("Penghubung DPUPR / agency liaison", "penghubung.dpupr"),
    ("Inspektorat / auditor", "auditor.inspektorat"),
    ("Perencana Bappeda / planner", "perencana.bappeda"),
    ("Program dan pelaporan DPMPTSP / implementer", "program.ptsp"),
    ("Bupati / regent", "bupati"),
    ("Sekretaris Daerah / regional secretary", "sekda"),
    ("Petugas piket pusat kendali / duty officer", "piket"),
    ("Pengelola / administrator", "admin.kabupaten"),
)
SIGNERS = ("kadis.ptsp",)


class Progress(Protocol):
    def __call__(self, done: int, total: int, text: str) -> None: ...


def run(*, progress: Progress, fresh: bool = False) -> None:
    """Load what is missing; quick when everything is there."""
    now = ledger.clock().now()
    steps = len(REGIONS) + 2 + cases.COUNT + reports.COUNT
    for done, name in enumerate(REGIONS):
        progress(done, steps, f"Daerah {name}")
        folder = ROOT / "packages" / "regions" / name
        directory.load_region(folder, now=PUBLISHED, demo_password=PASSWORD)
    with ledger.use_region(settings.DEFAULT_REGION):
        progress(len(REGIONS), steps, "Paket layanan")
        new = _publish(now)
        for one in measures.load_all(ROOT / "packages" / "measures"):
            measures.declare(one, actor=None, now=now)
        if new:
            progress(len(REGIONS) + 1, steps, "Penanda tangan contoh")
            _enrol_signers(now)
            cases.make(
                now=now,
                passphrase=PASSPHRASE,
                progress=lambda count, text: progress(len(REGIONS) + 2 + count, steps, text),
            )
            before = len(REGIONS) + 2 + cases.COUNT
            reports.make(
                now=now, progress=lambda count, text: progress(before + count, steps, text)
            )
            voice.learn_topics()
            command.make(now=now)
        home = ROOT / "packages" / "regions" / REGIONS[0]
        plans.load(home, now=now, say=lambda text: progress(steps - 1, steps, text))
        oversight.load(home, now=now)
        keys.open311(now)
    progress(steps, steps, "Siap")


def logins() -> list[tuple[str, str, str]]:
    """(role, login, password) of every demo account worth trying."""
    rows = [(role, login, PASSWORD) for role, login in LOGINS]
    rows.append(("Frasa sandi tanda tangan / signing passphrase", "", PASSPHRASE))
    rows.append(("Kunci Open311 (contoh) / Open311 key (sample)", "api_key", keys.shown()))
    return rows


def _publish(now: dt.datetime) -> bool:
    """Publish every package of the project; True when this database had none."""
    new = False
    for folder in sorted((ROOT / "packages" / "services").iterdir()):
        package = services.load(folder)
        current = services.version_at(slug=package.slug, at=now)
        if current is None or current.hash != package.hash:
            new = new or current is None
            start = PUBLISHED if current is None else now
            services.publish(package=package, valid_from=start, now=now)
    return new


def _enrol_signers(now: dt.datetime) -> None:
    for username in SIGNERS:
        signer = applying.actor(username, now)
        if signer.person_id is not None:
            documents.enrol_demo_signer(
                person_id=signer.person_id, name=signer.name, passphrase=PASSPHRASE, now=now
            )
