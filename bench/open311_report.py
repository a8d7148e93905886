"""`./pendopo bench open311-report [--json]`: a report with a photo over HTTP, 32 at once.

It comes as another application sends it: multipart to the Open311 face. As in `bench report`,
`cpu_ms` has a photo of a few kilobytes: what a report costs apart from reading, hashing,
sealing and writing the bytes of a picture; `cpu_ms_large` one of a phone's size. Copies are made
in a job and not counted. The bar: at most 8 statements, and 4 ms CPU of the web process.
"""

from __future__ import annotations

import argparse
import io
import json
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from bench import report, stage, statements, web

CLIENTS = 32
BARS = {"statements": 8, "cpu_ms": 4.0}
WARM = 320
KEYS = 40
"""Applications that file: each has its own pace."""
PATH = "/open311/v2/requests.json"
SMALL, LARGE = (64, 48), (1600, 1200)
PLACE = {"lat": "-7.91355", "long": "113.82134"}


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./pendopo bench open311-report")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--number", type=int, default=2_000)
    given = parser.parse_args(list(argv))
    with stage.open_stage("open311-report") as stand:
        report.publish()
        keys = issue(KEYS)
        found = measure(stand, keys, given.number)
    holds = all(found[name] <= bar for name, bar in BARS.items())
    print(json.dumps({"bench": "open311-report", **found, "bars": BARS, "holds": holds}))
    return 0 if holds else 1


def measure(stand: stage.Stage, keys: Sequence[str], number: int) -> dict[str, Any]:
    small, large = photo(SMALL), photo(LARGE)
    counted = _statements(keys[0], small)
    few = number // 4
    with web.served(stand) as server:
        _file(server, keys, small, WARM)
        taken, spent = _file(server, keys, small, number)
        _taken, large_spent = _file(server, keys, large, few)
    return {
        "statements": counted,
        "cpu_ms": round(spent / number * 1000, 2),
        "cpu_ms_large": round(large_spent / few * 1000, 2),
        "large_kb": round(len(large) / 1000),
        "reports_per_second": round(number / taken, 1),
        "clients": CLIENTS,
        "number": number,
    }


def _file(server: web.Web, keys: Sequence[str], picture: bytes, number: int) -> tuple[float, float]:
    """Seconds by the clock and of CPU for so many reports. Raises when one is turned down."""
    sent = [_request(keys[at % len(keys)], at, picture) for at in range(number)]
    cpu = server.cpu_seconds()
    played = web.play(server, sent, clients=CLIENTS)
    spent = server.cpu_seconds() - cpu
    bad = [answer for answer in played.answers if answer[0] != 201]
    if bad:
        raise RuntimeError(f"{len(bad)} reports failed: {bad[0][0]} {bad[0][1][:500]!r}")
    return played.seconds, spent


def issue(number: int) -> list[str]:
    """Keys of so many applications."""
    from pendopo.config.seeding import applying, keys
    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger

    now = ledger.clock().now()
    with ledger.use_region(stage.CODE):
        who = applying.actor(keys.ADMINISTRATOR, now)
        return [
            directory.issue_token(
                organisation_id=who.positions[0].organisation_id,
                name=f"Aplikasi ukur {at}",
                scopes=keys.SCOPES,
                actor=who,
                now=now,
            ).secret
            for at in range(number)
        ]


def photo(side: tuple[int, int]) -> bytes:
    """A JPEG without camera data."""
    from PIL import Image, ImageFilter

    out = io.BytesIO()
    rough = Image.effect_noise(side, 60).filter(ImageFilter.GaussianBlur(2))
    rough.convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()


def _fields(key: str, at: int) -> dict[str, str]:
    words = f"Lampu jalan di depan sekolah mati sejak seminggu, laporan ukur {at} {uuid4()}."
    return {
        "api_key": key,
        "service_code": "lampu-jalan",
        "description": words,
        "first_name": "Warga",
        "last_name": "Contoh",
        "phone": "081200000009",
        **PLACE,
    }


def _request(key: str, at: int, picture: bytes) -> bytes:
    edge = "ukur-7d1f0c"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in _fields(key, at).items()
    ]
    parts.append(
        f'--{edge}\r\nContent-Disposition: form-data; name="media"; filename="lampu.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n".encode()
        + picture
        + f"\r\n--{edge}--\r\n".encode()
    )
    body = b"".join(parts)
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\n"
        f"Content-Type: multipart/form-data; boundary={edge}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _statements(key: str, picture: bytes) -> int:
    """Of the second report: the first makes the process remember chart, package and places."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    for at in range(2):
        file = SimpleUploadedFile("lampu.jpg", picture, content_type="image/jpeg")
        with statements.watched() as seen:
            answer = client.post(PATH, {**_fields(key, at), "media": file})
        if answer.status_code != 201:
            raise RuntimeError(f"a report answered {answer.status_code}: {answer.content!r}")
    return sum(one.counted for one in seen)
