"""A licence nobody programmed: written as data, published, applied for, decided to its end."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys import papers
from tests.journeys.citizens import Citizen
from tests.journeys.officers import Visit, decide, officer
from tests.journeys.site import Site

TITLE = "Izin Panggung Ludruk"
QUESTION = "Ludruk apa yang akan tampil?"


def test_a_package_written_as_data_runs(visit: Visit, site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "izin-panggung-ludruk"
    site.command("package", "new", folder)
    reword(folder / "form.schema.json", "Untuk keperluan apa?", QUESTION)
    reword(
        folder / "form.schema.json", '"nik",\n', '"nik",\n      "examples": ["3511014507900001"],\n'
    )
    reword(folder / "texts/id.yaml", "Susun surat\n", "Susun izin panggung\n")
    reword(folder / "service.yaml", "value: 3 working_days", "value: 5 working_days")
    for story in (folder / "stories").glob("*.yaml"):
        story.unlink()  # their dates were for three days
    (folder / "stories/masuk.yaml").write_text(STORY, "utf-8")
    assert "beres" in site.command("package", "check", folder)
    assert "1 dari 1 cerita cocok" in site.command("package", "test", folder)
    site.command("package", "publish", folder, "--region", "35.11")

    tini = Citizen(visit("Tini", phone=True))
    tini.answers = {**tini.answers, "keperluan": "Ludruk Sinar Baru", "nama": "Tini Astuti"}
    tini.begin("ijin pangung ludruk", TITLE)
    tini.visitor.heading(QUESTION)
    tini.visitor.picture("package-1-pertanyaan")
    tini.answer_all()
    number = tini.send()
    decide(visit, "loket.ptsp", number, "Lengkap dan benar")
    penata = officer(visit, "penata.ptsp")
    penata.find(number)
    penata.visitor.heading("Susun izin panggung")
    penata.finish(number, "Siap ditandatangani")
    officer(visit, "kadis.ptsp").sign(number)
    tini.case_says("Surat untuk Anda", "bertanda tangan")
    letter = tini.visitor.downloads(f"{TITLE} (PDF)")
    assert papers.signature(letter).coverage.name == "ENTIRE_FILE"
    tini.visitor.open("/layanan/izin-panggung-ludruk/")
    expect(tini.visitor.page.locator("main")).to_contain_text("5 hari kerja")


def reword(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{path.name}: {old}"
    path.write_text(text.replace(old, new), "utf-8")


STORY = """\
title: Permohonan masuk dan lengkap
because: Contoh
given:
  at: 2026-11-16 09:00
  answers: {keperluan: Ludruk, nama: Tini Astuti, nik: "3511014507900001"}
when:
  - at: 2026-11-16 10:00
    task: periksa
    outcome: lengkap
    then: {open: [draf], due: 2026-11-23}
then: {path: [periksa]}
"""
