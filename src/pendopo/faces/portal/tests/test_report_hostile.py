"""What nobody should send to the form of a report: a clear answer, and nothing lost."""

from __future__ import annotations

from typing import Any

import pytest
from tests import hostile_photos

from pendopo.faces.portal.tests.test_report import TEXT, form

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
FIELDS = ("isi", "patokan", "wilayah", "titik", "nama", "telepon", "jenis", "visibilitas",
          "melibatkan_petugas", "kunci", "foto_tersimpan", "lanjut")  # fmt: skip


def upload(data: bytes) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("foto.jpg", data, content_type="image/jpeg")


@pytest.mark.parametrize("name", hostile_photos.REFUSED)
def test_a_photo_that_would_break_us_is_told_beside_its_field(
    town: Any,
    client: Any,
    name: str,
) -> None:
    photo = upload(hostile_photos.REFUSED[name]())
    answer = client.post("/lapor/", form(client, lanjut="ya", foto=photo))
    page = answer.content.decode()
    assert answer.status_code == 422 and "foto-error" in page
    assert TEXT in page  # the words are still there


@pytest.mark.parametrize("name", hostile_photos.TAKEN)
def test_what_a_camera_wrote_does_not_hurt(
    town: Any,
    client: Any,
    name: str,
) -> None:
    photo = upload(hostile_photos.TAKEN[name]())
    answer = client.post("/lapor/", form(client, lanjut="ya", foto=photo))
    assert answer.status_code == 302, answer.content.decode()[:2000]


@pytest.mark.parametrize("field", FIELDS)
def test_a_script_in_any_field_stays_text(
    town: Any,
    client: Any,
    field: str,
) -> None:
    fields = {**form(client, lanjut="ya"), field: f"{SCRIPT} lampu mati"}
    answer = client.post("/lapor/", fields, follow=True)
    page = answer.content.decode()
    assert answer.status_code in (200, 422)
    assert "<script>alert" not in page and "<img src=x" not in page


@pytest.mark.parametrize(
    ("text", "status"), [("Tlg", 422), ("lampu mati dpn psr", 302), ("🙏🙏🙏", 422), ("  ", 422)]
)
def test_a_fragment_as_short_as_an_sms(
    town: Any,
    client: Any,
    text: str,
    status: int,
) -> None:
    answer = client.post("/lapor/", form(client, lanjut="ya", isi=text))
    assert answer.status_code == status
    if status == 422:
        assert "paling sedikit" in answer.content.decode()
