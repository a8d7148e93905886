"""An applicant without scripts: reads pages, fills in forms, follows redirects."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

SERVICE = "sip-dokter"
FILE_INPUT = re.compile(r'<input type="file" id="(\w+)"')
VERSION = re.compile(r'name="versi" value="(\d+)"')


class Walk:
    """`client` is Django's test client; `answers` are by question, as a story writes them."""

    def __init__(self, client: Any, answers: Mapping[str, Any]) -> None:
        self.client = client
        self.answers = dict(answers)
        self.draft = ""  # path of the draft
        self.code = ""

    def begin(self, service: str = SERVICE) -> Any:
        """Begin a draft, note its code, and open its task list."""
        answer = self.client.post(f"/ajukan/{service}/", {"kunci": str(uuid4())})
        assert answer.status_code == 302, answer.content
        page = self.client.get(answer["Location"])
        self.draft = answer["Location"].removesuffix("kode/")
        found = re.search(r"data-copy-text>([^<]+)<", page.content.decode())
        self.code = found[1] if found else ""
        return self.client.get(self.draft)

    def step(self, name: str) -> str:
        return f"{self.draft}langkah/{name}/"

    def fill(self) -> str:
        """Answer every page there is; the path it ends at."""
        path = self.first()
        for _ in range(40):
            if "/langkah/" not in path:
                return path
            answer = self.answer(path)
            assert answer.status_code == 302, answer.content.decode()
            path = urlsplit(answer["Location"]).path
        raise AssertionError("the form has no end")

    def first(self) -> str:
        """Where the task list's button leads."""
        page = self.client.get(self.draft).content.decode()
        found = re.search(r'class="btn[^"]*big[^"]*" href="([^"]+)"', page)
        assert found, page
        return found[1]

    def answer(self, path: str, **changes: Any) -> Any:
        """Send one page with its answers and files."""
        page = self.client.get(path).content.decode()
        form = {**self.form(page), **changes}
        for name in FILE_INPUT.findall(page):
            form.setdefault(name, picture(f"{name}.jpg"))
        return self.client.post(path, form)

    def form(self, page: str) -> dict[str, Any]:
        """The fields of a page: its version, a fresh key, and all answers we have."""
        form: dict[str, Any] = {"kunci": str(uuid4()), "versi": version(page)}
        for name, value in self.answers.items():
            form.update(fields(name, value))
        return form

    def send(self, **changes: Any) -> Any:
        """Press "Kirim permohonan" on the check page."""
        path = f"{self.draft}periksa/"
        page = self.client.get(path).content.decode()
        return self.client.post(
            path,
            {"kunci": str(uuid4()), "versi": version(page), "pernyataan": "ya", **changes},
        )


def version(page: str) -> str:
    found = VERSION.search(page)
    return found[1] if found else "0"


def fields(name: str, value: Any) -> dict[str, Any]:
    """One answer as a browser sends it."""
    if isinstance(value, Mapping):
        return {f"{name}-{part}": text for part, text in value.items()}
    if isinstance(value, bool):
        return {name: "true" if value else "false"}
    try:
        day = dt.date.fromisoformat(str(value))
    except ValueError:
        return {name: value}
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def picture(name: str, size: tuple[int, int] = (60, 80)) -> SimpleUploadedFile:
    """A small real photo."""
    return SimpleUploadedFile(name, jpeg(size), content_type="image/jpeg")


def jpeg(size: tuple[int, int] = (60, 80)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "white").save(buffer, "JPEG")
    return buffer.getvalue()
