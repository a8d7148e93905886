"""Reading .po files and writing .mo files, the part of gettext we use, with file and line.

Format: GNU gettext manual, "The Format of PO Files" and "The Format of GNU MO Files".
"""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

HEADER = (
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
    "Language: en\n"
)
PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]*[\d.]*[a-zA-Z]|%[sd]|\{\w*\}")


class Defect(Exception):
    """A .po file that cannot be used; the text begins with file:line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text: `plural` is None without plural forms; `texts` then holds one translation."""

    msgid: str
    texts: tuple[str, ...]
    place: str  # file:line
    context: str | None = None
    plural: str | None = None

    @property
    def key(self) -> tuple[str | None, str, bool]:
        return self.context, self.msgid, self.plural is not None


def parse(path: Path, shown: str = "") -> list[Entry]:
    """The usable entries of a file: header, fuzzy and untranslated ones are left out.

    `shown` is the file's name in places. Raises Defect.
    """
    name = shown or str(path)
    entries: list[Entry] = []
    fields: dict[str, str] = {}
    start, fuzzy, current = 0, False, ""

    def finish() -> None:
        nonlocal fuzzy
        if fields.get("msgid") and not fuzzy:
            entry = _entry(fields, f"{name}:{start}")
            if all(entry.texts):
                entries.append(entry)
        fields.clear()
        fuzzy = False

    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            if "msgid" in fields:
                finish()
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            current = ""
            continue
        found = re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*(".*")$', line)
        if found:
            current = found[1]
            if current in ("msgid", "msgctxt") and any(key.startswith("msgstr") for key in fields):
                finish()
            if current in fields:
                raise Defect(f"{name}:{number}: {current} twice in one entry")
            if not fields:
                start = number
            fields[current] = _unquote(found[2], name, number)
        elif line.startswith('"') and current:
            fields[current] += _unquote(line, name, number)
        else:
            raise Defect(f"{name}:{number}: not understood: {line}")
    if "msgid" in fields:
        finish()
    return entries


def _entry(fields: dict[str, str], place: str) -> Entry:
    plural = fields.get("msgid_plural")
    keys = ("msgstr",) if plural is None else ("msgstr[0]", "msgstr[1]")
    if any(key not in fields for key in keys) or sum(k.startswith("msgstr") for k in fields) != len(
        keys
    ):
        raise Defect(f"{place}: needs exactly {' and '.join(keys)}")
    entry = Entry(
        msgid=fields["msgid"],
        texts=tuple(fields[key] for key in keys),
        place=place,
        context=fields.get("msgctxt"),
        plural=plural,
    )
    allowed = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(plural or ""))
    for index, text in enumerate(entry.texts):
        used = set(PLACEHOLDER.findall(text))
        # "One file" may leave the number out; everything else must be there.
        complete = used >= allowed or (plural is not None and index == 0)
        if text and (used - allowed or not complete):
            wanted = ", ".join(sorted(allowed)) or "none"
            raise Defect(f"{place}: placeholders differ in {text!r} (expected: {wanted})")
    return entry


def _unquote(text: str, name: str, number: int) -> str:
    try:
        value = ast.literal_eval(text)
    except (SyntaxError, ValueError) as error:
        raise Defect(f"{name}:{number}: badly quoted: {text}") from error
    if not isinstance(value, str):
        raise Defect(f"{name}:{number}: badly quoted: {text}")
    return value


def merge(entries: Iterable[Entry]) -> list[Entry]:
    """One entry a text. The same Indonesian with two different English texts is a Defect."""
    merged: dict[tuple[str | None, str, bool], Entry] = {}
    for entry in entries:
        first = merged.setdefault(entry.key, entry)
        if first.texts != entry.texts:
            raise Defect(
                f"{entry.place}: {entry.msgid!r} is {entry.texts[0]!r} here but "
                f"{first.texts[0]!r} in {first.place}; use one text, or tell them apart by msgctxt"
            )
    return list(merged.values())


def compile_mo(entries: Iterable[Entry]) -> bytes:
    """The bytes of a .mo file (little-endian, no hash table), which gettext reads."""
    pairs = {b"": HEADER.encode()}
    for entry in entries:
        key = entry.msgid if entry.context is None else f"{entry.context}\x04{entry.msgid}"
        if entry.plural is not None:
            key += f"\0{entry.plural}"
        pairs[key.encode()] = "\0".join(entry.texts).encode()
    ordered = sorted(pairs.items())
    count, table = len(ordered), 28
    texts = table + 16 * count
    keys: list[int] = []
    values: list[int] = []
    blob = bytearray()
    for column, places in ((0, keys), (1, values)):
        for pair in ordered:
            places += [len(pair[column]), texts + len(blob)]
            blob += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, table, table + 8 * count, 0, 0)
    return head + struct.pack(f"<{4 * count}I", *keys, *values) + bytes(blob)
