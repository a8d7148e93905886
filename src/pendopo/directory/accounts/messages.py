"""How a sign-in code reaches a phone: a port, and a file gateway for demo and development."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings

from pendopo.core.identity import uuid7

TEXTS: dict[str, dict[str, str]] = {
    "code": {
        "id": "Kode masuk Anda {code}. Berlaku 15 menit. Jangan berikan kepada siapa pun,"
        " termasuk petugas.",
        "en": "Your sign-in code is {code}. Valid for 15 minutes. Give it to nobody,"
        " not even an officer.",
    },
    "account_exists": {
        "id": "Nomor ini sudah mempunyai akun. Silakan masuk, atau minta kode masuk."
        " Abaikan pesan ini bila bukan Anda yang meminta.",
        "en": "This number already has an account. Please sign in, or ask for a sign-in code."
        " Ignore this message if you did not ask.",
    },
    "unknown_account": {
        "id": "Nomor ini belum mempunyai akun. Anda dapat mendaftar."
        " Abaikan pesan ini bila bukan Anda yang meminta.",
        "en": "This number has no account yet. You can register."
        " Ignore this message if you did not ask.",
    },
}


class CodeGateway(Protocol):
    """Delivers a short message at once; raises OSError when it cannot."""

    def send(self, *, phone: str, text: str, now: datetime) -> None:
        """phone: E.164; text: ready to send."""


class FileGateway:
    """Writes each message to `outbox/sms-<id>.txt`: nothing leaves the machine."""

    def send(self, *, phone: str, text: str, now: datetime) -> None:
        folder = Path(settings.VAR) / "outbox"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"sms-{uuid7(now)}.txt"
        path.write_text(f"{phone}\n{text}\n", encoding="utf-8")


_gateway: CodeGateway = FileGateway()


def bind_code_gateway(gateway: CodeGateway) -> None:
    """Called once by `config` when a real gateway is set up (`messages` or a provider)."""
    global _gateway
    _gateway = gateway


def send_text(kind: str, *, phone: str, language: str, now: datetime, code: str = "") -> None:
    """Send one of `TEXTS` in the visitor's language (Indonesian unless English)."""
    words = TEXTS[kind]
    text = words["en" if language.startswith("en") else "id"].format(code=code)
    _gateway.send(phone=phone, text=text, now=now)
