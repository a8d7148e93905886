"""The demo certificate authority: a root and one certificate per signer, in `var/keys`.

Every subject says "TTE contoh, bukan BSrE". A signer's key is wrapped by the passphrase; the
passphrase itself is stored nowhere: one scrypt run gives a check value and the wrapping key.
"""

from __future__ import annotations

import base64
import datetime as dt
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from hashlib import scrypt, sha256
from pathlib import Path
from uuid import UUID

from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.x509.oid import NameOID

NOTICE = "TTE contoh, bukan BSrE"
COMMON_NAME_LIMIT = 64  # ub-common-name, RFC 5280 appendix A.1
COST = 2**14  # scrypt N with r=8, p=1: 16 MB, about 40 ms (RFC 7914)
ROOT_YEARS, SIGNER_YEARS = 20, 2


class WrongPassphrase(Exception):
    """The passphrase does not open the key."""


class NoCertificate(Exception):
    """This signer was never enrolled."""


@dataclass(frozen=True, slots=True)
class SignerKey:
    """An opened key: DER of the PKCS#8 key, the certificate and the root."""

    key: bytes
    certificate: bytes
    root: bytes


class Authority:
    """The demo authority in `folder` (mode 0700)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def root(self, now: dt.datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
        """The root key and certificate, made at first need."""
        path = self.folder / "demo-ca.pem"
        if not path.exists():
            _write_once(path, _new_root(now))
        content = path.read_bytes()
        key = serialization.load_pem_private_key(content, None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        return key, x509.load_pem_x509_certificate(content)

    def enrol(self, person_id: UUID, name: str, passphrase: str, now: dt.datetime) -> None:
        """A new key and certificate for the signer; replaces an earlier one."""
        root_key, root = self.root(now)
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _signer_certificate(name, person_id, key, root_key, root, now)
        salt = secrets.token_bytes(16)
        check, wrapping = _stretch(passphrase, salt)
        plain = key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        nonce = secrets.token_bytes(12)
        record = {
            "salt": _text(salt),
            "check": _text(check),
            "key": _text(nonce + AESGCM(wrapping).encrypt(nonce, plain, person_id.bytes)),
            "certificate": _text(certificate.public_bytes(serialization.Encoding.DER)),
        }
        _replace(self._path(person_id), json.dumps(record).encode())

    def certificate(self, person_id: UUID) -> x509.Certificate:
        """The signer's certificate. Raises `NoCertificate`."""
        return x509.load_der_x509_certificate(_bytes(self._record(person_id)["certificate"]))

    def open(self, person_id: UUID, passphrase: str, now: dt.datetime) -> SignerKey:
        """The signer's key. Raises `NoCertificate`, `WrongPassphrase`."""
        record = self._record(person_id)
        check, wrapping = _stretch(passphrase, _bytes(record["salt"]))
        if not hmac.compare_digest(check, _bytes(record["check"])):
            raise WrongPassphrase
        blob = _bytes(record["key"])
        try:
            key = AESGCM(wrapping).decrypt(blob[:12], blob[12:], person_id.bytes)
        except InvalidTag:
            raise WrongPassphrase from None
        _, root = self.root(now)
        return SignerKey(
            key=key,
            certificate=_bytes(record["certificate"]),
            root=root.public_bytes(serialization.Encoding.DER),
        )

    def _path(self, person_id: UUID) -> Path:
        return self.folder / "signers" / f"{person_id}.json"

    def _record(self, person_id: UUID) -> dict[str, str]:
        try:
            content = self._path(person_id).read_bytes()
        except FileNotFoundError:
            raise NoCertificate(str(person_id)) from None
        return dict(json.loads(content))


def _stretch(passphrase: str, salt: bytes) -> tuple[bytes, bytes]:
    both = scrypt(passphrase.encode(), salt=salt, n=COST, r=8, p=1, dklen=64)
    # The stored check value is a hash of its half, so a copy of the file gives no key bytes.
    return sha256(both[:32]).digest(), both[32:]


def common_name(name: str) -> str:
    """Subject of a demo certificate: the notice first, then as much of the name as fits."""
    return f"{NOTICE}: {name}"[:COMMON_NAME_LIMIT].rstrip()


def _new_root(now: dt.datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, f"Pendopo ({NOTICE})"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Otoritas peragaan: {NOTICE}"),
        ]
    )
    public = key.public_key()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        # Stories and tests move the clock: the root of a demo holds years before as well.
        .not_valid_before(now - dt.timedelta(days=365 * 5))
        .not_valid_after(now + dt.timedelta(days=365 * ROOT_YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(sign=False, authority=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key, hashes.SHA256())
    )
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ) + certificate.public_bytes(serialization.Encoding.PEM)


def _signer_certificate(
    name: str,
    person_id: UUID,
    key: ec.EllipticCurvePrivateKey,
    root_key: ec.EllipticCurvePrivateKey,
    root: x509.Certificate,
    now: dt.datetime,
) -> x509.Certificate:
    public = key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(
            x509.Name(
                [
                    x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
                    x509.NameAttribute(NameOID.ORGANIZATION_NAME, NOTICE),
                    x509.NameAttribute(NameOID.COMMON_NAME, common_name(name)),
                    # The person's random id, never a NIK: certificates travel with letters.
                    x509.NameAttribute(NameOID.SERIAL_NUMBER, str(person_id)),
                ]
            )
        )
        .issuer_name(root.subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=365 * SIGNER_YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(sign=True, authority=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()),
            critical=False,
        )
        .sign(root_key, hashes.SHA256())
    )


def _usage(*, sign: bool, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=sign,
        content_commitment=sign,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _draft(path: Path, content: bytes) -> Path:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{secrets.token_hex(6)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _write_once(path: Path, content: bytes) -> None:
    draft = _draft(path, content)
    try:
        # link() makes the winner of a race the only one.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _replace(path: Path, content: bytes) -> None:
    _draft(path, content).replace(path)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
