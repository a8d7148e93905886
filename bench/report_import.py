"""`./pendopo bench report-import [--json] [--rows 100000]`: a list from SP4N-LAPOR! comes in.

`./pendopo voice import` runs as whoever operates the platform would run it. It is killed (SIGKILL)
once while it judges and once while the reports come in, and started again each time with the same
file; then the whole file is given once more. The bar: every row a report exactly once, nothing of
the file given again, at least 400 rows a second. Rows ended there or are under way, in every class.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench import stage

BARS = {"rows_per_second": 400.0}
ROWS = 4_000
LONG = 100_000
PACKAGES = ("pengaduan-masyarakat", "aspirasi-masyarakat", "permintaan-informasi-publik")
HEADS = (
    "Tracking ID", "Klasifikasi", "Kategori", "Judul", "Isi Laporan", "Kecamatan",
    "Tanggal Laporan", "Tanggal Disposisi", "Instansi", "Status", "Tindak Lanjut",
    "Tanggal Tindak Lanjut", "Tanggal Selesai", "Nama Pelapor", "Telepon", "Kerahasiaan",
)  # fmt: skip
AGENCIES = ("Dinas Kesehatan", "1.03.0.00.0.00.01.0000", "Dinas Pendidikan dan Kebudayaan")
DISTRICTS = ("Tapen", "Maesan", "Pujer", "Bondowoso", "Wringin")
CLASSES = ("Pengaduan", "Pengaduan", "Pengaduan", "Aspirasi", "Permintaan Informasi")


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./pendopo bench report-import")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rows", type=int, default=ROWS, help=f"the long form: {LONG}")
    given = parser.parse_args(list(argv))
    with stage.open_stage("report-import") as here:
        _publish()
        found = measure(here, given.rows)
    holds = (
        found["reports"] == given.rows
        and found["given_again"] == 0
        and found["killed"] == 2
        and found["rows_per_second"] >= BARS["rows_per_second"]
    )
    print(json.dumps({"bench": "report-import", **found, "bars": BARS, "holds": holds}))
    return 0 if holds else 1


def measure(here: stage.Stage, rows: int) -> dict[str, Any]:
    path = here.var / "daftar.csv"
    _write(path, rows)
    killed = _killed(here, path, lambda one: one.judged >= rows // 3)
    killed += _killed(here, path, lambda one: one.done >= rows // 3)
    before = _list()
    cpu, clock = _children(), time.perf_counter()
    last = _run(here, path)
    took, spent = time.perf_counter() - clock, _children() - cpu
    brought = rows - before.done
    again = _run(here, path)
    return {
        "rows": rows,
        "killed": killed,
        "continued_from": before.done,
        "reports": _reports(),
        "imported": last["imported"],
        "given_again": again["imported"],
        "known_again": again["known"],
        "rows_per_second": round(brought / took, 1),
        "cpu_ms_per_row": round(1000 * spent / brought, 2),
        "judged_per_second": round(rows / again["seconds"], 1),
    }


def _publish() -> None:
    from pendopo.ledger import api as ledger
    from pendopo.services import api as services

    with ledger.use_region(stage.CODE):
        for name in PACKAGES:
            package = services.load(stage.SAMPLES / "services" / name)
            services.publish(package=package, valid_from=stage.LONG_AGO, now=stage.LONG_AGO)


def _write(path: Path, rows: int) -> None:
    """Invented reports of two years: nine in ten have ended."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADS)
        for at in range(rows):
            day = date(2024, 1, 2) + timedelta(days=at % 650)
            open_still = at % 10 == 0
            days = [day + timedelta(days=more) for more in (0, 2, 6, 25)]
            reported, disposed, answered, closed = (f"{one:%d-%m-%Y}" for one in days)
            writer.writerow([
                f"{7_000_000 + at}" if at % 20 else "", CLASSES[at % len(CLASSES)], "Infrastruktur",
                "Lampu jalan mati", f"Lampu jalan di depan rumah nomor {at} mati (contoh).",
                DISTRICTS[at % len(DISTRICTS)], reported, disposed, AGENCIES[at % len(AGENCIES)],
                "Dalam Proses" if open_still else "Selesai",
                "" if open_still else "Sudah kami ganti (contoh).", "" if open_still else answered,
                "" if open_still else closed, "" if at % 3 else f"Contoh Pelapor {at}",
                "" if at % 3 else f"0812{at:08d}", "Anonim" if at % 9 == 0 else "",
            ])  # fmt: skip


def _start(here: stage.Stage, path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "pendopo.config", "voice", "import", str(path), "--json",
         "--region", stage.CODE],
        env=here.children(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _killed(here: stage.Stage, path: Path, far: Callable[[Any], bool]) -> int:
    """1 when it was killed in the middle, 0 when it was through before."""
    child = _start(here, path)
    while child.poll() is None:
        one = _list()
        if one is not None and far(one):
            os.kill(child.pid, signal.SIGKILL)
            break
        time.sleep(0.02)
    child.communicate()
    return int(child.returncode == -signal.SIGKILL)


def _run(here: stage.Stage, path: Path) -> dict[str, Any]:
    clock = time.perf_counter()
    child = _start(here, path)
    out, _err = child.communicate()
    if child.returncode != 0:
        raise RuntimeError(f"the import ended with {child.returncode}: {out[:2000]!r}")
    return {**json.loads(out), "seconds": time.perf_counter() - clock}


def _list() -> Any:
    """How far the newest list is; None while there is none."""
    from pendopo.ledger import api as ledger
    from pendopo.voice.models import ReportList

    with ledger.use_region(stage.CODE), ledger.region_transaction():
        return ReportList.objects.order_by("-at").first()


def _reports() -> int:
    from pendopo.ledger import api as ledger
    from pendopo.voice.models import Report

    with ledger.use_region(stage.CODE), ledger.region_transaction():
        return int(Report.objects.count())


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
