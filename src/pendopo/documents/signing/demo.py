"""The demo signer: real PAdES signatures by our own authority, plainly marked as an example."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
import threading
import time
from pathlib import Path
from uuid import UUID

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from pyhanko.sign import signers
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from pendopo.documents.signing.authority import (
    NOTICE,
    Authority,
    NoCertificate,
    WrongPassphrase,
)
from pendopo.documents.signing.pades import sign_pdf
from pendopo.documents.signing.signer import (
    Appearance,
    CertificateState,
    Config,
    SignerIdentity,
    SigningFailed,
)

KEEP_SECONDS = 300.0  # an opened key, so that a batch stretches the passphrase once
TRIES, BLOCK_MINUTES = 5, 10


class DemoSigner:
    name = "demo"
    notice = {
        "id": f"{NOTICE}. Dokumen peragaan, tanpa kekuatan hukum.",
        "en": f"{NOTICE}. A demonstration document, without legal force.",
    }
    notice_short = NOTICE
    statement = {
        "id": "Ditandatangani secara elektronik dengan sertifikat contoh terbitan aplikasi ini,"
        " bukan oleh BSrE, BSSN.",
        "en": "Signed electronically with a sample certificate issued by this application, not by"
        " BSrE, BSSN.",
    }

    def __init__(self, folder: Path, *, timestamper: TimeStamper | None = None) -> None:
        self.authority = Authority(folder)
        self._timestamper = timestamper
        self._secret = secrets.token_bytes(32)
        self._opened: dict[bytes, tuple[float, signers.SimpleSigner]] = {}
        self._wrong: dict[UUID, list[float]] = {}
        self._lock = threading.Lock()

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
        key = self._open(signer, passphrase, now)
        try:
            return sign_pdf(
                pdf,
                key=key,
                appearance=appearance,
                name=f"{signer.name} ({NOTICE})",
                reason=reason,
                contact=appearance.url,
                now=now,
                timestamper=self._timestamper,
            )
        except TimestampRequestError as error:
            # Nothing has left us: without its time stamp there is no signed letter.
            raise SigningFailed("signer_down", str(error)[:160], consumed=False) from None
        except Exception as error:
            raise SigningFailed("signer_refused", type(error).__name__) from error

    def check_passphrase(
        self, *, signer: SignerIdentity, passphrase: str, now: dt.datetime
    ) -> None:
        self._open(signer, passphrase, now)

    def status(self, *, signer: SignerIdentity, now: dt.datetime) -> CertificateState:
        try:
            certificate = self.authority.certificate(signer.person_id)
        except NoCertificate:
            return "none"
        return "active" if certificate.not_valid_after_utc > now else "expired"

    def check_config(self) -> Config:
        return Config(
            ready=True,
            text={
                "id": f"{NOTICE}: hanya untuk peragaan dan pelatihan.",
                "en": f"{NOTICE}: for demonstration and training only.",
            },
        )

    def _open(
        self, signer: SignerIdentity, passphrase: str, now: dt.datetime
    ) -> signers.SimpleSigner:
        state = self.status(signer=signer, now=now)
        if state != "active":
            code = "signer_unknown" if state == "none" else "signer_expired"
            raise SigningFailed(code, consumed=False)
        token = hmac.digest(
            self._secret, signer.person_id.bytes + passphrase.encode(), hashlib.sha256
        )
        with self._lock:
            self._forget()
            known = self._opened.get(token)
            if known:
                return known[1]
            if len(self._wrong.get(signer.person_id, ())) >= TRIES:
                raise SigningFailed("signer_blocked", str(BLOCK_MINUTES), consumed=False)
        try:
            opened = self.authority.open(signer.person_id, passphrase, now)
        except WrongPassphrase:
            with self._lock:
                self._wrong.setdefault(signer.person_id, []).append(time.monotonic())
            raise SigningFailed("passphrase_wrong", consumed=False) from None
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyhanko: untyped
        store.register(asn1_x509.Certificate.load(opened.root))
        ready = signers.SimpleSigner(
            signing_cert=asn1_x509.Certificate.load(opened.certificate),
            signing_key=asn1_keys.PrivateKeyInfo.load(opened.key),
            cert_registry=store,
        )
        with self._lock:
            self._wrong.pop(signer.person_id, None)
            self._opened[token] = (time.monotonic(), ready)
        return ready

    def _forget(self) -> None:
        # How long secrets stay in memory is the machine's time, not the story's.
        moment = time.monotonic()
        self._opened = {
            token: kept for token, kept in self._opened.items() if moment - kept[0] < KEEP_SECONDS
        }
        self._wrong = {
            person: recent
            for person, tries in self._wrong.items()
            if (recent := [at for at in tries if moment - at < BLOCK_MINUTES * 60])
        }

    def forget_keys(self, person_id: UUID) -> None:
        """Drop opened keys after a new enrolment."""
        with self._lock:
            self._opened.clear()
            self._wrong.pop(person_id, None)
