"""The table of commands. Standard library only: the launcher reads it before anything is installed.

One line a command: where its `main(argv) -> int | None` lives, whether it needs the development
tools, and its sentence in Indonesian and English. A command without a sentence is internal.
"""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    name: str
    module: str
    indonesian: str = ""
    english: str = ""
    development: bool = False  # needs pytest, mypy and the like
    named: bool = False  # main() also receives the command's name, first


RUN = "pendopo.config.run."
FACE = "pendopo.config.run.face"

COMMANDS = (
    Command(
        "demo",
        RUN + "demo",
        "menjalankan seluruh Pendopo dengan data contoh Bondowoso",
        "run all of Pendopo with the sample data of Bondowoso",
    ),
    Command(
        "test",
        RUN + "test",
        "menjalankan semua uji, termasuk perjalanan di peramban",
        "run every test, browser journeys included",
        development=True,
    ),
    Command(
        "check",
        RUN + "check",
        "memeriksa bentuk, tipe, tangga impor, paket layanan, dan dokumen",
        "check format, types, import ladder, service packages and docs",
        development=True,
    ),
    Command(
        "package",
        FACE,
        "memeriksa, menguji, menerbitkan, atau membuat paket layanan",
        "check, test, publish or create a service package",
        named=True,
    ),
    Command(
        "ledger",
        FACE,
        "memverifikasi buku fakta dan bukti pada tanda terima",
        "verify the ledger and the proofs on receipts",
        named=True,
    ),
    Command(
        "region",
        FACE,
        "memeriksa dan memuat batas wilayah suatu daerah",
        "check and import a region's boundaries",
        named=True,
    ),
    Command(
        "voice",
        FACE,
        "melatih penyaluran laporan warga, menghitung ulang rapor perangkat daerah",
        "teach the routing of reports, recompute how well agencies answer",
        named=True,
    ),
    Command(
        "messages",
        FACE,
        "memeriksa pengaturan surel, SMS, dan WhatsApp",
        "check the settings of e-mail, SMS and WhatsApp",
        named=True,
    ),
    Command(
        "plan",
        FACE,
        "memeriksa pohon rencana dan menilai realisasinya",
        "check the tree of a plan and score what was realised",
        named=True,
    ),
    Command(
        "measure",
        FACE,
        "memeriksa, memberlakukan, dan membaca ukuran yang dihitung dari fakta",
        "check, declare and read the measures that are kept from facts",
        named=True,
    ),
    Command(
        "bench",
        RUN + "bench",
        "mengukur kecepatan, satu baris JSON per ukuran",
        "measure speed, one JSON line per measure",
        development=True,
    ),
    Command(
        "docs", RUN + "docs", "menulis ulang halaman rujukan", "write the reference pages anew"
    ),
    Command(
        "clock",
        RUN + "clock",
        "memajukan jam demo: +3d, +2h, reset",
        "move the demo's clock: +3d, +2h, reset",
    ),
    Command(
        "migrate",
        RUN + "migrate",
        "memutakhirkan basis data",
        "bring the database up to date",
    ),
    Command(
        "assets",
        RUN + "assets",
        "membangun gaya, skrip, dan terjemahan",
        "build styles, scripts and translations",
    ),
    Command(
        "shell",
        RUN + "manage",
        "membuka Python dengan Pendopo siap pakai",
        "open Python with Pendopo ready",
        named=True,
    ),
    Command(
        "manage",
        RUN + "manage",
        "menjalankan perintah Django",
        "run a Django command",
        named=True,
    ),
    Command("worker", RUN + "work"),
    Command("prepare", RUN + "prepare"),
    Command("seed", RUN + "seeding"),
)


def find(name: str) -> Command | None:
    return next((command for command in COMMANDS if command.name == name), None)


def english() -> bool:
    """Whether the reader's locale is English; Indonesian is spoken to everyone else."""
    for key in ("PENDOPO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(key):
            return os.environ[key].startswith("en")
    return False


def listing() -> str:
    """What bare `./pendopo` prints: the name and the sentence of every public command."""
    speak_english = english()
    title = "Use: ./pendopo COMMAND" if speak_english else "Pakai: ./pendopo PERINTAH"
    lines = [
        f"  {command.name:<9}{command.english if speak_english else command.indonesian}"
        for command in COMMANDS
        if command.indonesian
    ]
    return "\n".join([title, "", *lines])
