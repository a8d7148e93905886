"""What config binds: the signer, the virus scanner, the folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_der_x509_certificate, load_pem_x509_certificates
from django.conf import settings
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper

from pendopo.documents.refusals import Refused
from pendopo.documents.scanning import NotScanned, Scanner
from pendopo.documents.signing.demo import DemoSigner
from pendopo.documents.signing.signer import Signer
from pendopo.documents.vault import Shelf
from pendopo.documents.vault.incoming import Incoming
from pendopo.ledger import api as ledger

TSA_SECONDS = 10
_signer: Callable[[], Signer] | None = None
_scanner: Scanner = NotScanned()
_demo: DemoSigner | None = None


def bind_signer(find: Callable[[], Signer]) -> None:
    """Use this signer; without it a demo signs by its own authority, production refuses."""
    global _signer
    _signer = find


def bind_scanner(scanner: Scanner) -> None:
    """Use this virus scanner; without it every file says `not_scanned`."""
    global _scanner
    _scanner = scanner


def scanner() -> Scanner:
    return _scanner


def signer() -> Signer:
    """The bound signer. Raises `Refused` when there is none."""
    if _signer is not None:
        return _signer()
    if settings.DEMO:
        return demo_signer()
    raise Refused("signer_unbound")


def signer_or_none() -> Signer | None:
    """For drafts, which can be drawn without a signer."""
    try:
        return signer()
    except Refused:
        return None


def demo_signer() -> DemoSigner:
    global _demo
    if _demo is None:
        _demo = DemoSigner(var() / "keys", timestamper=_timestamper())
    return _demo


def _timestamper() -> TimeStamper | None:
    """A time-stamp service (RFC 3161) when `settings.TSA_URL` names one: PAdES B-T."""
    url = getattr(settings, "TSA_URL", "")
    return HTTPTimeStamper(url, timeout=TSA_SECONDS) if url else None


def var() -> Path:
    return Path(settings.VAR)


def shelf() -> Shelf:
    """The shelf of the current region."""
    return Shelf(var() / "files", ledger.current_region())


def incoming(upload_id: UUID) -> Incoming:
    return Incoming(var() / "uploads" / ledger.current_region(), upload_id)


def trust_roots() -> list[bytes]:
    """DER certificates we trust: those in `var/keys/trust`, and the demo root in a demo."""
    found = []
    for path in sorted((var() / "keys" / "trust").glob("*")):
        content = path.read_bytes()
        if content.startswith(b"-----"):
            found += [one.public_bytes(Encoding.DER) for one in load_pem_x509_certificates(content)]
        else:
            found.append(load_der_x509_certificate(content).public_bytes(Encoding.DER))
    root = var() / "keys" / "demo-ca.pem"
    if settings.DEMO and root.exists():
        demo = load_pem_x509_certificates(root.read_bytes())
        found += [one.public_bytes(Encoding.DER) for one in demo]
    return found
