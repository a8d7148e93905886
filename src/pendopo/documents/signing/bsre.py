"""BSrE's Esign Client Service: the adapter a region uses in production.

The service runs in the region's own network. POST /api/sign/pdf (multipart, basic auth) with
nik, passphrase and, for a visible signature, the picture and its place; it answers the signed
PDF or JSON {"error": ..., "status_code": ...}. GET /api/user/status/{nik} tells the
certificate's state. The passphrase goes through memory only and into no log.
"""

from __future__ import annotations

import base64
import datetime as dt
import http.client
import json
import secrets
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from pendopo.documents.signing.signer import (
    Appearance,
    CertificateState,
    Config,
    SignerIdentity,
    SigningFailed,
)

# Documented codes of the service; 2031 is the passphrase.
WRONG_PASSPHRASE = 2031
NO_CERTIFICATE = {2011, 2021}
STATES: dict[str, CertificateState] = {
    "ISSUE": "active",
    "EXPIRED": "expired",
    "REVOKE": "revoked",
    "SUSPEND": "suspended",
    "NO_CERTIFICATE": "none",
    "NOT_REGISTERED": "none",
    "NEW": "none",
    "RENEW": "expired",
    "WAITING_FOR_VERIFICATION": "none",
}
MAX_ANSWER = 40 * 1024 * 1024


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        """A passphrase is sent to the configured address and to no other."""


@dataclass(frozen=True, slots=True)
class BsreSigner:
    """Esign Client Service at `url`; timeouts in seconds."""

    url: str
    user: str
    password: str = field(repr=False)
    timeout: float = 45.0
    status_timeout: float = 8.0
    name: str = "bsre"
    notice: dict[str, str] = field(default_factory=lambda: {"id": "", "en": ""})
    notice_short: str = ""
    statement: dict[str, str] = field(
        default_factory=lambda: {
            "id": "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat"
            " elektronik yang diterbitkan oleh Balai Besar Sertifikasi Elektronik (BSrE), BSSN.",
            "en": "This document was signed electronically with a certificate issued by the"
            " National Electronic Certification Authority (BSrE), BSSN.",
        }
    )

    def sign(
        self,
        pdf: bytes,
        *,
        signer: SignerIdentity,
        passphrase: str,
        appearance: Appearance,
        reason: str,
        now: dt.datetime,
    ) -> bytes:
        fields = {"nik": signer.nik, "passphrase": passphrase, "reason": reason}
        files = {"file": ("surat.pdf", "application/pdf", pdf)}
        slot = appearance.slot
        if appearance.visible and slot:
            fields |= {
                "tampilan": "visible",
                "image": "true",
                "linkQR": appearance.url,
                "page": str(slot.page + 1),
                "xAxis": f"{slot.x:.1f}",
                "yAxis": f"{slot.y:.1f}",
                "width": f"{slot.width:.1f}",
                "height": f"{slot.height:.1f}",
            }
            files["imageTTD"] = ("tampilan.png", "image/png", appearance.png)
        else:
            fields["tampilan"] = "invisible"
        kind, body = _multipart(fields, files)
        answer = self._ask("POST", "/api/sign/pdf", body=body, kind=kind, timeout=self.timeout)
        if not answer.startswith(b"%PDF-"):
            raise SigningFailed("signer_answer", "not a PDF")
        return answer

    def check_passphrase(
        self, *, signer: SignerIdentity, passphrase: str, now: dt.datetime
    ) -> None:
        """The service tests a passphrase only by signing; here the certificate's state."""
        state = self.status(signer=signer, now=now)
        if state == "none":
            raise SigningFailed("signer_unknown", consumed=False)
        if state in ("expired", "revoked", "suspended"):
            raise SigningFailed("signer_expired", state, consumed=False)

    def status(self, *, signer: SignerIdentity, now: dt.datetime) -> CertificateState:
        if not signer.nik:
            return "none"
        path = f"/api/user/status/{urllib.parse.quote(signer.nik, safe='')}"
        try:
            answer = self._ask("GET", path, timeout=self.status_timeout)
            return STATES.get(str(json.loads(answer).get("status", "")).upper(), "unknown")
        except SigningFailed as failed:
            if failed.code == "signer_unknown":
                return "none"
            raise SigningFailed(failed.code, failed.reason, consumed=False) from None
        except (ValueError, AttributeError):
            return "unknown"

    def check_config(self) -> Config:
        good = self.url.startswith(("https://", "http://")) and bool(self.user)
        return Config(
            ready=good,
            text={
                "id": f"BSrE Esign Client Service di {self.url}."
                if good
                else "Alamat atau akun Esign Client Service belum diisi.",
                "en": f"BSrE Esign Client Service at {self.url}."
                if good
                else "The address or account of the Esign Client Service is missing.",
            },
        )

    def _ask(
        self, method: str, path: str, *, timeout: float, body: bytes | None = None, kind: str = ""
    ) -> bytes:
        token = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        headers = {"Authorization": f"Basic {token}", "Accept": "*/*"}
        if kind:
            headers["Content-Type"] = kind
        request = urllib.request.Request(
            self.url.rstrip("/") + path, data=body, headers=headers, method=method
        )
        # No proxy of the environment: the service stands in the region's own network.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
        try:
            with opener.open(request, timeout=timeout) as answer:
                content: bytes = answer.read(MAX_ANSWER)
                return content
        except urllib.error.HTTPError as error:
            raise _mapped(error.code, error.read(65536)) from None
        except urllib.error.URLError as error:
            # Nothing was sent when the connection itself failed.
            refused = isinstance(error.reason, ConnectionRefusedError)
            raise SigningFailed("signer_down", str(error.reason), consumed=not refused) from None
        except (OSError, http.client.HTTPException) as error:
            raise SigningFailed("signer_down", type(error).__name__) from None


def _mapped(status: int, content: bytes) -> SigningFailed:
    """An HTTP error of the service as one of our refusals."""
    try:
        told = json.loads(content)
        code, message = int(told.get("status_code", 0)), str(told.get("error", ""))
    except (ValueError, TypeError, AttributeError):
        code, message = 0, ""
    if code == WRONG_PASSPHRASE or "passphrase" in message.lower():
        return SigningFailed("passphrase_wrong", consumed=False)
    if code in NO_CERTIFICATE:
        return SigningFailed("signer_unknown", consumed=False)
    if status >= 500 or status in (401, 403, 404, 408, 429):
        # 401..404: our account or address, not the letter; the service signed nothing.
        return SigningFailed("signer_down", f"HTTP {status}", consumed=status >= 500)
    return SigningFailed("signer_refused", f"{code or status} {message}"[:160])


def _multipart(
    fields: dict[str, str], files: dict[str, tuple[str, str, bytes]]
) -> tuple[str, bytes]:
    boundary = secrets.token_hex(24)
    parts = []
    for name, value in fields.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        parts.append(head.encode() + value.encode() + b"\r\n")
    for name, (title, kind, content) in files.items():
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{title}"'
            f"\r\nContent-Type: {kind}\r\n\r\n"
        )
        parts.append(head.encode() + content + b"\r\n")
    parts.append(f"--{boundary}--\r\n".encode())
    return f"multipart/form-data; boundary={boundary}", b"".join(parts)
