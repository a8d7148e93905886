"""The demo signer's PAdES signatures, judged by pyHanko, poppler and openssl."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import cms, keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper, HTTPTimeStamper

from pendopo.documents.signing.authority import Authority, WrongPassphrase, common_name
from pendopo.documents.signing.demo import TRIES, DemoSigner
from pendopo.documents.signing.signer import Appearance, SigningFailed
from pendopo.documents.tests.samples import LETTER, NOW, PASSPHRASE, officer, page_data
from pendopo.documents.tests.test_typesetting import check_pdf_a, fonts_embedded
from pendopo.documents.typesetting import appearance, letter_pdf
from pendopo.documents.verification import Unreadable, signatures_of, verify_reference

URL = page_data()["verify"]["url"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoSigner:
    signer = DemoSigner(tmp_path_factory.mktemp("keys"))
    signer.authority.enrol(officer().person_id, officer().name, PASSPHRASE, NOW)
    return signer


def sign(demo: DemoSigner, **over: Any) -> tuple[bytes, bytes]:
    """A letter before and after its signature."""
    data = page_data(**over)
    pdf, slot = letter_pdf(entry="a.typ", files={"a.typ": LETTER}, data=data, at=NOW)
    look = appearance(data=data, url=URL, at=NOW)
    signed = demo.sign(
        pdf,
        signer=officer(),
        passphrase=PASSPHRASE,
        appearance=Appearance(True, slot, look.pdf, look.png, URL),
        reason="Surat rekomendasi",
        now=NOW,
    )
    return pdf, signed


@pytest.fixture(scope="module")
def signed(demo: DemoSigner) -> bytes:
    return sign(demo)[1]


@pytest.fixture(scope="module")
def root(demo: DemoSigner) -> bytes:
    return demo.authority.root(NOW)[1].public_bytes(Encoding.DER)


def test_pyhanko_accepts_it(signed: bytes, root: bytes) -> None:
    (found,) = signatures_of(signed, roots=[root], moment=NOW)
    assert (found.unchanged, found.covers_whole, found.trusted) == (True, True, True)
    assert found.signed_at == NOW, "the moment comes from the clock port"
    assert found.sample and "bukan BSrE" in found.signer
    assert not found.timestamped


def test_it_is_incremental_and_pades(demo: DemoSigner) -> None:
    before, after = sign(demo)
    assert after.startswith(before)
    assert b"/ETSI.CAdES.detached" in after
    content = cms_of(after)
    attributes = {one["type"].native for one in content["signer_infos"][0]["signed_attrs"]}
    # ETSI EN 319 142-1 table 1: signing-certificate-v2 is there, signing-time is not.
    assert "signing_certificate_v2" in attributes and "signing_time" not in attributes


def test_pdf_a_survives_the_signature(signed: bytes) -> None:
    reader = check_pdf_a(signed)
    assert fonts_embedded(reader)
    field = reader.root["/AcroForm"]["/Fields"][0]
    assert field["/F"] & 4, "ISO 19005-3 6.3.2: annotations print"
    assert "/N" in field["/AP"] and set(field["/AP"]) == {"/N"}
    x1, y1, x2, y2 = (float(one) for one in field["/Rect"])
    assert round(x2 - x1) == 204 and round(y2 - y1) == 68


def test_poppler_accepts_it(signed: bytes, tmp_path: Path) -> None:
    if not shutil.which("pdfsig"):
        pytest.skip("pdfsig (poppler-utils) is not installed")
    path = tmp_path / "a.pdf"
    path.write_bytes(signed)
    told = subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
    ).stdout
    assert "Signature is Valid" in told and "Total document signed" in told


def test_openssl_accepts_the_bytes(signed: bytes, root: bytes, tmp_path: Path) -> None:
    ranges = [int(one) for one in byte_range(signed)]
    covered = signed[: ranges[1]] + signed[ranges[2] : ranges[2] + ranges[3]]
    (tmp_path / "covered").write_bytes(covered)
    (tmp_path / "signature.der").write_bytes(raw_cms(signed))
    pem = x509.load_der_x509_certificate(root).public_bytes(Encoding.PEM)
    (tmp_path / "root.pem").write_bytes(pem)
    command = (
        "openssl cms -verify -binary -inform DER -in signature.der -content covered"
        f" -CAfile root.pem -purpose any -attime {int(NOW.timestamp())} -out /dev/null"
    ).split()
    good = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert good.returncode == 0, good.stderr
    (tmp_path / "covered").write_bytes(covered.replace(b"Pages", b"Pagez", 1))
    bad = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert bad.returncode != 0


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.85])
def test_one_changed_byte_is_noticed(signed: bytes, root: bytes, share: float) -> None:
    changed = bytearray(signed)
    changed[int(len(signed) * share)] ^= 1
    try:
        found = signatures_of(bytes(changed), roots=[root], moment=NOW)
    except Unreadable:
        return
    assert not any(one.unchanged and one.covers_whole and one.trusted for one in found)


def test_an_update_after_the_signature_is_noticed(signed: bytes, root: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.root["/Tambahan"] = generic.pdf_string("disisipkan")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    (found,) = signatures_of(out.getvalue(), roots=[root], moment=NOW)
    assert found.unchanged and not found.covers_whole


def test_bytes_after_the_end_are_noticed(signed: bytes, root: bytes) -> None:
    (found,) = signatures_of(signed + b"%sisipan", roots=[root], moment=NOW)
    assert not found.covers_whole
    (line_end,) = signatures_of(signed + b"\r\n", roots=[root], moment=NOW)
    assert line_end.covers_whole


def test_a_strangers_root_is_not_trusted(signed: bytes, tmp_path: Path) -> None:
    other = Authority(tmp_path).root(NOW)[1].public_bytes(Encoding.DER)
    (found,) = signatures_of(signed, roots=[other], moment=NOW)
    assert found.unchanged and not found.trusted


def test_the_letter_names_its_verification(signed: bytes) -> None:
    assert verify_reference(signed) == page_data()["verify"]["id"]
    assert verify_reference(b"%PDF-1.7 nothing") is None


def test_wrong_passphrase_and_the_block_after_five(tmp_path: Path) -> None:
    demo, who = DemoSigner(tmp_path), officer()
    demo.authority.enrol(who.person_id, who.name, PASSPHRASE, NOW)
    codes = []
    for _ in range(TRIES + 1):
        with pytest.raises(SigningFailed) as caught:
            demo.check_passphrase(signer=who, passphrase="salah-sekali", now=NOW)
        assert not caught.value.consumed
        codes.append(caught.value.code)
    assert codes == ["passphrase_wrong"] * TRIES + ["signer_blocked"]


def test_states_of_a_certificate(demo: DemoSigner) -> None:
    who = officer()
    assert demo.status(signer=who, now=NOW) == "active"
    assert demo.status(signer=who, now=NOW + dt.timedelta(days=800)) == "expired"
    nobody = officer(person_id=officer().account_id)
    assert demo.status(signer=nobody, now=NOW) == "none"
    with pytest.raises(SigningFailed, match="signer_unknown"):
        demo.check_passphrase(signer=nobody, passphrase=PASSPHRASE, now=NOW)


def test_no_passphrase_and_no_bare_key_on_disk(demo: DemoSigner) -> None:
    record = next((demo.authority.folder / "signers").iterdir())
    content = record.read_bytes()
    assert PASSPHRASE.encode() not in content and b"PRIVATE" not in content
    assert record.stat().st_mode & 0o077 == 0
    with pytest.raises(WrongPassphrase):
        demo.authority.open(officer().person_id, PASSPHRASE + " ", NOW)


def test_the_passphrase_is_in_no_repr(demo: DemoSigner) -> None:
    demo.check_passphrase(signer=officer(), passphrase=PASSPHRASE, now=NOW)
    assert PASSPHRASE not in repr(vars(demo)) and officer().nik not in repr(officer())


def test_a_long_name_fits_the_certificate() -> None:
    name = common_name("Prof. Dr. dr. H. Raden Mas Nama Yang Sangat Panjang Sekali, Sp.PD., M.Kes.")
    assert len(name) <= 64 and name.startswith("TTE contoh, bukan BSrE")


def test_a_time_stamp_makes_it_b_t(tmp_path: Path) -> None:
    stamper, der = own_time_stamper()
    with time_stamp_service(stamper) as url:
        demo = DemoSigner(tmp_path, timestamper=HTTPTimeStamper(url, timeout=5))
        demo.authority.enrol(officer().person_id, officer().name, PASSPHRASE, NOW)
        own = demo.authority.root(NOW)[1].public_bytes(Encoding.DER)
        for _ in range(2):
            (found,) = signatures_of(sign(demo)[1], roots=[own, der], moment=NOW)
            assert found.timestamped and found.unchanged and found.covers_whole


def test_a_time_stamp_service_that_is_down(tmp_path: Path) -> None:
    demo = DemoSigner(tmp_path, timestamper=HTTPTimeStamper("http://127.0.0.1:1", timeout=2))
    demo.authority.enrol(officer().person_id, officer().name, PASSPHRASE, NOW)
    with pytest.raises(SigningFailed) as caught:
        sign(demo)
    assert (caught.value.code, caught.value.consumed) == ("signer_down", False)


def own_time_stamper() -> tuple[DummyTimeStamper, bytes]:
    """A time-stamp authority of our own (RFC 3161) and its certificate."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "TSA contoh")])
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(NOW - dt.timedelta(days=1))
        .not_valid_after(NOW + dt.timedelta(days=9))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    der = certificate.public_bytes(Encoding.DER)
    plain = key.private_bytes(
        Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return (
        DummyTimeStamper(
            asn1_x509.Certificate.load(der), keys.PrivateKeyInfo.load(plain), fixed_dt=NOW
        ),
        der,
    )


@contextmanager
def time_stamp_service(stamper: DummyTimeStamper) -> Iterator[str]:
    """The authority behind real HTTP."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_args: Any) -> None:
            pass

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            request = tsp.TimeStampReq.load(body)
            answer = asyncio.run(stamper.async_request_tsa_response(request)).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def byte_range(pdf: bytes) -> list[bytes]:
    return re.findall(rb"/ByteRange\s*\[([\d\s]+)\]", pdf)[-1].split()


def raw_cms(pdf: bytes) -> bytes:
    signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    return bytes(signature.pkcs7_content)


def cms_of(pdf: bytes) -> Any:
    return cms.ContentInfo.load(raw_cms(pdf), strict=False)["content"]
