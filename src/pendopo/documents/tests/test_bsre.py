"""The BSrE adapter against a small real HTTP server that signs with the demo key."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Iterator
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pendopo.documents.signing.bsre import BsreSigner
from pendopo.documents.signing.demo import DemoSigner
from pendopo.documents.signing.signer import Appearance, SigningFailed
from pendopo.documents.tests.samples import LETTER, NOW, PASSPHRASE, officer, page_data
from pendopo.documents.typesetting import Slot, appearance, letter_pdf
from pendopo.documents.verification import signatures_of

URL = page_data()["verify"]["url"]


class Service(ThreadingHTTPServer):
    """Answers like the Esign Client Service, from what it documents."""

    daemon_threads = True
    demo: DemoSigner
    seen: dict[str, Any]
    behave: str


class Handler(BaseHTTPRequestHandler):
    server: Service

    def log_message(self, *_args: Any) -> None:
        pass

    def do_GET(self) -> None:
        if not self._allowed():
            return
        states = {"3511000000000001": "ISSUE", "3511000000000002": "EXPIRED"}
        nik = self.path.rsplit("/", 1)[-1]
        self._json(200, {"status_code": 1111, "status": states.get(nik, "NOT_REGISTERED")})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self._allowed():
            return
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts = {}
        for part in message_from_bytes(head + body).get_payload():
            name = part.get_param("name", header="content-disposition")
            parts[name] = part.get_payload(decode=True)
        self.server.seen = parts
        self._answer(parts)

    def _answer(self, parts: dict[str, bytes]) -> None:
        if self.server.behave == "slow":
            time.sleep(2)
        if self.server.behave == "broken":
            self._json(500, {"error": "internal"})
        elif self.server.behave == "not_pdf":
            self._send(200, "application/pdf", b"<html>")
        elif self.server.behave == "redirect":
            self.send_response(307)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()
        elif self.server.behave == "rejects":
            self._json(400, {"status_code": 2041, "error": "PDF tidak valid"})
        elif parts["passphrase"].decode() != PASSPHRASE:
            self._json(400, {"status_code": 2031, "error": "Passphrase anda salah"})
        else:
            self._sign(parts)

    def _sign(self, parts: dict[str, bytes]) -> None:
        slot = None
        if parts["tampilan"] == b"visible":
            at = {name: float(parts[name]) for name in ("xAxis", "yAxis", "width", "height")}
            page = int(parts["page"]) - 1
            slot = Slot(page, at["xAxis"], at["yAxis"], at["width"], at["height"])
        signed = self.server.demo.sign(
            parts["file"],
            signer=officer(),
            passphrase=PASSPHRASE,
            appearance=Appearance(slot is not None, slot, b"", b"", ""),
            reason=parts["reason"].decode(),
            now=NOW,
        )
        self._send(200, "application/pdf", signed)

    def _allowed(self) -> bool:
        want = "Basic " + base64.b64encode(b"esign:rahasia").decode()
        if self.headers.get("Authorization") == want:
            return True
        self._json(401, {"error": "Unauthorized"})
        return False

    def _json(self, status: int, told: dict[str, Any]) -> None:
        self._send(status, "application/json", json.dumps(told).encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    server = Service(("127.0.0.1", 0), Handler)
    server.demo, server.seen, server.behave = DemoSigner(tmp_path), {}, "well"
    server.demo.authority.enrol(officer().person_id, officer().name, PASSPHRASE, NOW)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def adapter(service: Service, **over: Any) -> BsreSigner:
    url = f"http://127.0.0.1:{service.server_port}"
    return BsreSigner(**{"url": url, "user": "esign", "password": "rahasia", **over})


def sign(one: BsreSigner, passphrase: str = PASSPHRASE) -> bytes:
    data = page_data()
    pdf, slot = letter_pdf(entry="a.typ", files={"a.typ": LETTER}, data=data, at=NOW)
    look = appearance(data=data, url=URL, at=NOW)
    return one.sign(
        pdf,
        signer=officer(),
        passphrase=passphrase,
        appearance=Appearance(True, slot, look.pdf, look.png, URL),
        reason="Surat rekomendasi",
        now=NOW,
    )


def test_a_signed_letter_comes_back(service: Service) -> None:
    signed = sign(adapter(service))
    (found,) = signatures_of(signed, roots=(), moment=NOW)
    assert found.unchanged and found.covers_whole
    assert service.seen["nik"] == b"3511000000000001"
    assert service.seen["linkQR"].decode() == URL
    assert service.seen["imageTTD"].startswith(b"\x89PNG")
    assert service.seen["page"] == b"1" and float(service.seen["xAxis"]) > 250


@pytest.mark.parametrize(
    ("behave", "passphrase", "code", "consumed"),
    [
        ("well", "salah", "passphrase_wrong", False),
        ("rejects", PASSPHRASE, "signer_refused", True),
        ("broken", PASSPHRASE, "signer_down", True),
        ("slow", PASSPHRASE, "signer_down", True),
        ("not_pdf", PASSPHRASE, "signer_answer", True),
        ("redirect", PASSPHRASE, "signer_refused", True),
    ],
)
def test_errors_are_told_apart(
    service: Service, behave: str, passphrase: str, code: str, consumed: bool
) -> None:
    service.behave = behave
    with pytest.raises(SigningFailed) as caught:
        sign(adapter(service, timeout=0.5), passphrase)
    assert (caught.value.code, caught.value.consumed) == (code, consumed)
    assert PASSPHRASE not in str(caught.value)


def test_a_wrong_account_or_no_service_consumes_nothing(service: Service) -> None:
    with pytest.raises(SigningFailed) as denied:
        sign(adapter(service, password="lain"))
    with pytest.raises(SigningFailed) as gone:
        sign(adapter(service, url="http://127.0.0.1:1"))
    assert (denied.value.code, denied.value.consumed) == ("signer_down", False)
    assert (gone.value.code, gone.value.consumed) == ("signer_down", False)


def test_states_of_a_signer(service: Service) -> None:
    one = adapter(service)
    niks = {"3511000000000001": "active", "3511000000000002": "expired", "9": "none", "": "none"}
    for nik, state in niks.items():
        assert one.status(signer=officer(nik=nik), now=NOW) == state
    one.check_passphrase(signer=officer(), passphrase="anything", now=NOW)
    with pytest.raises(SigningFailed, match="signer_expired"):
        one.check_passphrase(signer=officer(nik="3511000000000002"), passphrase="x", now=NOW)


def test_setup_is_told_and_secrets_are_not(service: Service) -> None:
    assert adapter(service).check_config().ready
    assert not BsreSigner(url="", user="", password="").check_config().ready
    assert "rahasia" not in repr(adapter(service))
