"""A CSV of routed reports (`text`, `topic`, `agency`), read as it comes: BOM, `;`, stray columns.

A row that cannot be used is set aside with its number and a rule; the file as a whole is refused
only when there is nothing to learn from.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pendopo.voice.routing.normalise import LONGEST, words
from pendopo.voice.routing.refusals import RoutingRefused
from pendopo.voice.routing.values import BadRow, Example, Examples

FILE_LIMIT = 256 * 1024 * 1024
"""Bytes of a file; 12,500 reports have about 5 MB."""
LABEL_LIMIT = 300
"""Characters of a topic or an agency."""
NEEDED = ("text", "agency")
SEPARATORS = (",", ";", "\t", "|")
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_examples(path: Path) -> Examples:
    """The examples of a file. Raises `RoutingRefused` when it cannot be read, has no heading
    `text` and `agency`, or is larger than `FILE_LIMIT`.
    """
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise RoutingRefused(
                "too-large",
                f"Berkas lebih besar dari {FILE_LIMIT >> 20} MB.",
                f"The file is larger than {FILE_LIMIT >> 20} MB.",
            )
        data = path.read_bytes()
    except OSError as wrong:
        raise RoutingRefused(
            "unreadable",
            f"Berkas {path.name} tidak dapat dibaca: {wrong.strerror}.",
            f"The file {path.name} cannot be read: {wrong.strerror}.",
        ) from wrong
    return parse_examples(data)


def parse_examples(data: bytes) -> Examples:
    """The same, of bytes. Raises `RoutingRefused("no-heading")`."""
    # Bytes that are no UTF-8 become lone surrogates: only their own row is lost.
    coding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8-sig")
    escape = "surrogateescape" if coding == "utf-8-sig" else "replace"
    text = data.decode(coding, escape)
    with _any_length():
        return _parse(text)


def _parse(text: str) -> Examples:
    head = text.split("\n", 1)[0]
    separator = max(
        SEPARATORS, key=lambda one: len(_columns(next(csv.reader([head], delimiter=one), [])))
    )
    records = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    columns = _columns(next(records, []))
    if missing := [name for name in NEEDED if name not in columns]:
        raise RoutingRefused(
            "no-heading",
            f"Baris judul harus memuat kolom text dan agency; tidak ada: {', '.join(missing)}.",
            f"The heading must name the columns text and agency; missing: {', '.join(missing)}.",
        )
    rows: list[Example] = []
    bad: list[BadRow] = []
    spelling: dict[str, str] = {}
    for number, record in enumerate(records, start=2):
        if not any(cell.strip() for cell in record):
            continue
        cells = {name: record[at] if at < len(record) else "" for name, at in columns.items()}
        found = _example(number, cells, spelling)
        if isinstance(found, BadRow):
            bad.append(found)
        else:
            rows.append(found)
    return Examples(tuple(rows), tuple(bad))


@contextmanager
def _any_length() -> Iterator[None]:
    """A cell may have any length while it is read; its row is judged by `_example`."""
    before = csv.field_size_limit(sys.maxsize)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _columns(heading: Iterable[str]) -> dict[str, int]:
    """Where the columns stand that are read; of a name given twice, the first."""
    found: dict[str, int] = {}
    for at, name in enumerate(heading):
        if (plain := name.strip().lower()) in ("text", "topic", "agency"):
            found.setdefault(plain, at)
    return found


def _example(number: int, cells: dict[str, str], spelling: dict[str, str]) -> Example | BadRow:
    text = cells["text"]
    topic, agency = (" ".join(cells.get(name, "").split()) for name in ("topic", "agency"))
    for rule, wrong, message, english in (
        ("nul", any("\0" in one for one in cells.values()), "memuat karakter NUL", "holds NUL"),
        (
            "not-utf8",
            any("\udc80" <= sign <= "\udcff" for one in cells.values() for sign in one[:LONGEST]),
            "bukan teks UTF-8",
            "is not UTF-8 text",
        ),
        ("no-agency", not agency, "tanpa perangkat daerah", "names no agency"),
        (
            "long-label",
            max(len(topic), len(agency)) > LABEL_LIMIT,
            f"topik atau perangkat daerah lebih dari {LABEL_LIMIT} huruf",
            f"has a topic or agency of more than {LABEL_LIMIT} characters",
        ),
        (
            "long-text",
            len(text) > LONGEST,
            f"teksnya lebih dari {LONGEST} huruf",
            f"has a text of more than {LONGEST} characters",
        ),
    ):
        if wrong:
            return BadRow(number, rule, message, english)
    if not words(text):
        return BadRow(number, "no-words", "tanpa satu kata pun", "has no word at all")
    # One agency written in two ways is one agency: the first spelling stands for both.
    topic, agency = (
        spelling.setdefault(f"{kind}:{one.casefold()}", one)
        for kind, one in (("topic", topic), ("agency", agency))
    )
    return Example(text, topic, agency)
