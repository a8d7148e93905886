"""Letters are PDF/A-3b, show data as text only, and read nothing but their own folder."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from pendopo.documents.receipts import Receipt, receipt_pdf
from pendopo.documents.tests.samples import DECISION, LETTER, LICENCE, NOW, page_data, photo
from pendopo.documents.typesetting import (
    Broken,
    UnsafeSource,
    appearance,
    check_sources,
    letter_pdf,
)
from pendopo.documents.values import Letterhead

FORMS = {"letter": LETTER, "licence": LICENCE, "decision": DECISION}


KILLED = """
import os, signal, sys
from pendopo.documents.typesetting import compile as door
files = {"a.typ": b"Surat"} | ({"logo.png": b"\\x89PNG"} if sys.argv[1] == "picture" else {})
with door._root(files) as (root, texts):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_killed_processes_pile_nothing_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed in the middle of a letter: no folder is left, or one that the next process clears."""
    from pendopo.documents.typesetting import compile as door

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    env = os.environ | {"TMPDIR": str(tmp_path)}
    for kind in ("text", "text", "picture", "picture"):
        done = subprocess.run([sys.executable, "-c", KILLED, kind], env=env, check=False)
        assert done.returncode == -signal.SIGKILL
    left = sorted(tmp_path.iterdir())
    assert len(left) == 2 and all(one.name.startswith(door.PICTURES) for one in left)
    os.utime(left[0], (0, 0))
    door._clear_left.cache_clear()
    with door._root({"logo.png": b"\x89PNG"}) as (root, _texts):
        assert sorted(tmp_path.iterdir()) == sorted([left[1], Path(root)])
    assert [path.name for path in door.NOTHING.iterdir()] == ["README.md"]


def pages(source: bytes, **over: Any) -> bytes:
    files = {"letters/a.typ": source}
    return letter_pdf(entry="letters/a.typ", files=files, data=page_data(**over), at=NOW)[0]


def text_of(pdf: bytes) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode()


def check_pdf_a(pdf: bytes) -> PdfFileReader:
    """What ISO 19005-3 asks for that a file can get wrong without its maker noticing."""
    reader = PdfFileReader(io.BytesIO(pdf), strict=True)
    root = reader.root
    assert not reader.encrypted
    assert "/OutputIntents" in root and "/ID" in reader.trailer_view
    metadata = root["/Metadata"].data.decode()
    assert re.search(r"pdfaid:part>3<", metadata)
    assert re.search(r"pdfaid:conformance>B<", metadata)
    assert "/JavaScript" not in root.get("/Names", {}) and "/OpenAction" not in root
    return reader


def fonts_embedded(reader: PdfFileReader) -> bool:
    """Every font in the file carries its program, the signature's picture included."""
    seen = []
    for reference in reader.xrefs.explicit_refs_in_revision(0) | (
        reader.xrefs.explicit_refs_in_revision(reader.xrefs.total_revisions - 1)
    ):
        found = reader.get_object(reference)
        if isinstance(found, dict) and found.get("/Type") == "/FontDescriptor":
            seen.append(any(name in found for name in ("/FontFile", "/FontFile2", "/FontFile3")))
    return bool(seen) and all(seen)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", ["f4", "a4"])
def test_every_form_is_pdf_a(form: str, page: str) -> None:
    pdf, slot = letter_pdf(
        entry="a.typ", files={"a.typ": FORMS[form]}, data=page_data(page=page), at=NOW
    )
    reader = check_pdf_a(pdf)
    assert fonts_embedded(reader)
    box = [float(number) for number in reader.root["/Pages"]["/Kids"][0]["/MediaBox"]]
    millimetres = [round(number / 72 * 25.4) for number in box[2:]]
    assert millimetres == ([215, 330] if page == "f4" else [210, 297])
    assert slot is not None and slot.page == 0
    assert 0 < slot.x < box[2] - slot.width and 0 < slot.y < box[3] - slot.height


def test_same_input_same_bytes() -> None:
    assert pages(LETTER) == pages(LETTER)


@pytest.mark.parametrize(
    "hostile",
    [
        '#read("/etc/passwd")',
        "*tebal* _miring_ $x^2$ <label> @rujukan",
        '#import "@preview/x:1.0.0"',
        "]} #panic() {[",
        '"; #eval("1+1")',
        "https://x.example //bukan komentar /* dan bukan ini */",
    ],
)
def test_hostile_data_is_only_text(hostile: str) -> None:
    content = {"name": hostile, "place": "Bondowoso"}
    shown = re.sub(r"\s+", " ", text_of(pages(LETTER, content=content, subject=hostile)))
    want = re.sub(r"\s+", " ", hostile).replace("'", "’")
    assert shown.replace("“", '"').replace("”", '"').count(want) >= 1


def test_the_form_of_permendagri_1_2023() -> None:
    shown = text_of(pages(LETTER))
    for words in (
        "PEMERINTAH KABUPATEN BONDOWOSO",
        "503/001/430.9.13/2026",
        "Sifat",
        "Lampiran",
        "Hal",
        "Yth. Kepala Dinas Kesehatan",
        "Bondowoso, 16 November 2026",
        "a.n. Bupati Bondowoso",
        "Sekretaris Daerah",
        "u.b.",
        "Plt. Kepala Dinas",
        "NIP 197001011995032001",
        "Tembusan:",
        "TTE contoh, bukan BSrE",
    ):
        assert words in shown, words


def test_a_decision_has_its_parts_in_order() -> None:
    shown = text_of(pages(DECISION))
    places = [
        shown.index(word)
        for word in ("TENTANG", "Menimbang", "Mengingat", "MEMUTUSKAN", "KESATU", "KEDUA",
                     "Ditetapkan di")
    ]  # fmt: skip
    assert places == sorted(places)


def test_a_draft_says_so_and_a_final_letter_does_not() -> None:
    space = "Ruang tanda tangan elektronik"
    draft, final = pages(LETTER, draft=True), pages(LETTER)
    assert space in text_of(draft) and space not in text_of(final)
    lone = [sum(line.strip() == sign for line in text_of(draft).splitlines()) for sign in "KONP"]
    assert min(lone) >= 1, "the turned letters of KONSEP come out one a line"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (b'#read("/etc/passwd")', None),
        (b'#read("../../../../etc/passwd")', None),
        (b'#image("/etc/hostname")', None),
        (b'\n#import "@preview/cetz:0.3.0": *', 2),
        (b'#let x = "@preview/cetz:0.3.0"\n#import x: *', 2),
        (b'#import ("@pre" + "view/a:1.0.0")', 1),
        (b'#import "\\u{40}preview/a:1.0.0"', 1),
        (b'#let e = eval\n#e("1")', 1),
        (b'#dictionary(std).at("ev" + "al")', 1),
        (b"#sys.inputs", 1),
        (b"/* */ #include x", 1),
        (b'#let a = "//"; #import ("@pre" + "view/a:1.0.0")', 1),
        (b'#let a = "/*"\n#import ("@pre" + "view/a:1.0.0")\n#let b = "*/"', 2),
        (b"https://x #include x", 1),
        (b'#import /* nothing */ "@preview/a:1.0.0"', 1),
    ],
)
def test_sources_reach_nothing_outside(source: bytes, line: int | None) -> None:
    with pytest.raises((UnsafeSource, Broken)) as caught:
        pages(source)
    if line is not None:
        assert isinstance(caught.value, UnsafeSource) and caught.value.line == line


@pytest.mark.parametrize(
    "path",
    ["../a.typ", "/etc/a.typ", "pendopo/letter.typ", "main", "a/../../b.typ", "a.exe", ".a.typ",
     "qr.svg", "mark.svg"],
)  # fmt: skip
def test_paths_stay_in_the_package(path: str) -> None:
    with pytest.raises(UnsafeSource):
        check_sources({path: b"x"})


def test_words_like_important_are_no_imports() -> None:
    check_sources({"a.typ": b"Barang impor, important, dan included. // diimpor"})


def test_a_broken_template_says_what_is_wrong() -> None:
    with pytest.raises(Broken, match="unknown variable") as caught:
        pages(b"Satu\n\n#tidak_ada")
    assert (caught.value.path, caught.value.line) == ("letters/a.typ", 3)


def test_the_receipt_carries_its_proof() -> None:
    pdf = receipt_pdf(
        data=Receipt(
            letterhead=Letterhead("Pemerintah Kabupaten", "DPMPTSP", "Jalan", mark=photo("PNG")),
            title="Tanda Terima",
            reference="K7M-4QP-2XD",
            rows=(("Layanan", "Izin praktik"),),
            url="https://x.example/lacak/K7M-4QP-2XD",
        ),
        attachment=b'{"leaf": 1}',
        now=NOW,
    )
    reader = check_pdf_a(pdf)
    spec = reader.root["/AF"][0]
    assert spec["/AFRelationship"] == "/Data" and spec["/UF"] == "receipt.json"
    assert spec["/EF"]["/F"].data == b'{"leaf": 1}'


def test_the_look_of_a_signature_in_both_shapes() -> None:
    look = appearance(data=page_data(), url="https://x.example/verify/K7M-4QP-2XD", at=NOW)
    assert look.png.startswith(b"\x89PNG")
    shown = text_of(look.pdf)
    assert "Ditandatangani secara elektronik oleh" in shown and "bukan BSrE" in shown
