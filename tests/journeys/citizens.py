"""A citizen: finds a service, answers question after question, keeps the code, follows the file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, expect

from tests.journeys.browsing import Visitor
from tests.journeys.papers import photo, scan

SIP = "Surat Izin Praktik (SIP) Dokter"
DOCTOR: dict[str, Any] = {
    "profesi": "dokter",
    "internsip": False,
    "peserta_ppds": False,
    "jenis_praktik": "fasyankes",
    "sip_ke": "1",
    "purnawaktu": False,
    "nama_tempat": "Klinik Pratama Melati",
    "alamat_praktik": {
        "jalan": "Jalan Letnan Karsono 1", "desa": "Badean", "kecamatan": "Bondowoso",
        "kabupaten": "Bondowoso",
    },
    "nama": "dr. Siti Rahmawati",
    "nik": "3511014507900001",
    "tempat_lahir": "Bondowoso",
    "tanggal_lahir": dt.date(1990, 7, 5),
    "alamat": {
        "jalan": "Jalan Kis Mangunsarkoro 7", "desa": "Dabasah", "kecamatan": "Bondowoso",
        "kabupaten": "Bondowoso",
    },
    "telepon": "081234567890",
    "nomor_str": "3511100220123456",
    "pernyataan": True,
}  # fmt: skip


@dataclass
class Citizen:
    """`number` and `code` are what the citizen has written down; `draft` is where the form is."""

    visitor: Visitor
    answers: Mapping[str, Any] = field(default_factory=lambda: dict(DOCTOR))
    number: str = ""
    code: str = ""
    draft: str = ""
    scripts: bool = True

    # Applying

    def begin(self, words: str = "praktek doktr", title: str = SIP) -> None:
        """From the home page to the first question; the code is written down on the way."""
        one = self.visitor
        one.open("/")
        one.type("Cari layanan", words)
        one.press("Cari", exact=True)
        one.press(title)
        one.press("Mulai mengajukan")
        one.press("Mulai mengisi")
        if one.path.endswith("/kode/"):
            one.heading("Catat kode ini")
            self.code = one.page.locator("[data-copy-text]").inner_text().strip()
            one.press("Sudah saya catat, lanjut")
        self.draft = one.path
        one.page.locator("main a.btn.big").click()  # begin, or go on where something is known

    def answer_all(self) -> None:
        """Answer page after page until the answers are there to be checked."""
        for _ in range(30):
            if "/langkah/" not in self.visitor.path:
                break
            self.answer_page()
        self.visitor.heading("Periksa jawaban Anda")

    def answer_page(self) -> None:
        here = self.visitor.page.url
        for name in self.asked():
            self.answer(name)
        self.visitor.press("Simpan dan lanjutkan")
        expect(self.visitor.page).not_to_have_url(here)

    def asked(self) -> list[str]:
        """Names of the questions on this page."""
        boxes = self.visitor.page.locator(
            "main form [name]:not([type=hidden]):not(button):not([name$=-month]):not([name$=-year])"
        )
        names = [str(one.get_attribute("name")) for one in boxes.all()]
        return list(dict.fromkeys(name.removesuffix("-day") for name in names))

    def answer(self, name: str) -> None:
        """Answer one question with what this citizen knows, in the way it is asked."""
        page = self.visitor.page
        whole, _dash, part = name.partition("-")
        value = self.answers.get(name, self.answers.get(whole))
        value = value.get(part, "") if isinstance(value, Mapping) else value
        box = page.locator(f"main [name='{name}']:not([type=hidden])").first
        kind = box.get_attribute("type") if box.count() else "date"
        if kind == "file":
            self.upload(name, value or (photo(name) if name == "pas_foto" else scan(name)))
        elif isinstance(value, dt.date):
            for unit in ("day", "month", "year"):
                page.locator(f"[name='{name}-{unit}']").fill(str(getattr(value, unit)))
        elif kind == "radio" and value is None:
            pass  # what stands there already is right
        elif kind in ("radio", "checkbox"):
            chosen = {True: "true", False: "false"}.get(value, value)
            page.locator(f"main [name='{name}'][value='{chosen}']").check()
        elif value is not None:
            box.fill(str(value))

    def upload(self, name: str, file: Any) -> None:
        """Choose a file and, where scripts send it, wait until it has arrived."""
        page = self.visitor.page
        page.locator(f"input[type=file][name='{name}']").set_input_files(file)
        if self.scripts:
            sent = page.locator(f"pendopo-upload[data-name='{name}'] input[type=hidden]")
            expect(sent.last).to_be_attached()

    def send(self) -> str:
        """Press "Kirim permohonan" and write the number down."""
        one = self.visitor
        statement = one.page.locator("main input[type=checkbox][name=pernyataan]")
        if statement.count():  # a package without a declaration of its own
            statement.check()
        one.press("Kirim permohonan")
        one.heading("Permohonan terkirim")
        found = re.search(r"\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}\b|\b\w+-\w+-\w+\b", self.banner())
        assert found, self.banner()
        self.number = found[0]
        return self.number

    def banner(self) -> str:
        return self.visitor.page.locator(".ref").first.inner_text()

    def apply(self, **changes: Any) -> str:
        """The whole application; the number."""
        self.answers = {**self.answers, **changes}
        self.begin()
        self.answer_all()
        return self.send()

    # Following

    def track(self) -> None:
        """By number, from the home page: no sign-in, no code."""
        one = self.visitor
        one.open("/")
        one.type("Nomor berkas", self.number)
        one.press("Lacak berkas", exact=True)
        one.heading(SIP)

    def open_case(self) -> None:
        """Open the file; a browser that does not know the code asks for it once."""
        one = self.visitor
        one.open(f"/urus/{self.number}/")
        if one.page.get_by_label("Apa kode berkas Anda?").count():
            one.type("Apa kode berkas Anda?", self.code)
            one.press("Buka berkas", exact=True)
        one.sees("Perjalanan berkas")

    def case_says(self, *texts: str) -> None:
        self.visitor.until(f"/urus/{self.number}/", *texts)

    def facts(self) -> Locator:
        return self.visitor.page.locator("dl.facts")
