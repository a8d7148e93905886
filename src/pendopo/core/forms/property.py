"""One property of a schema, read into a question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from pendopo.core.forms.keywords import (
    read_condition,
    read_examples,
    read_file_rule,
    read_labels,
    read_personal,
    read_prefill,
    read_text,
)
from pendopo.core.forms.question import FileRule, Kind, Question
from pendopo.core.forms.refusal import Report, token

MAX_LENGTH: Final = 2000
NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,62}", re.ASCII)
_FORMATS: Final[dict[str, Kind]] = {
    "date": "date", "time": "time", "email": "email", "phone": "phone",
    "nik": "nik", "nip": "nip", "uri": "uri", "code": "code",
}  # fmt: skip
_EVERY: Final = frozenset(
    "type title description examples x-personal x-when x-required-when x-prefill".split()  # noqa: SIM905 (read as one line)
)
_MORE: Final[dict[str, frozenset[str]]] = {
    "text": frozenset({"minLength", "maxLength", "pattern", "x-multiline"}),
    "integer": frozenset(
        {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
    ),
    "boolean": frozenset({"const"}),
    "choice": frozenset({"enum", "x-labels"}),
    "choices": frozenset({"items", "x-labels", "minItems", "maxItems", "uniqueItems"}),
    "file": frozenset({"x-file"}),
    "address": frozenset({"x-address", "properties", "required", "additionalProperties"}),
    "unknown": frozenset({"format", "enum", "items", "x-labels", "x-file", "x-address"}),
}
_DEFAULT_ADDRESS: Final[dict[str, Mapping[str, object]]] = {
    "jalan": {"type": "string", "title": {"id": "Jalan, nomor, RT/RW", "en": "Street, number"}},
    "desa": {"type": "string", "title": {"id": "Desa atau kelurahan", "en": "Village"}},
    "kecamatan": {"type": "string", "title": {"id": "Kecamatan", "en": "District"}},
    "kabupaten": {"type": "string", "title": {"id": "Kabupaten atau kota", "en": "Regency"}},
}


def read_property(name: str, given: object, pointer: str, report: Report) -> Question | None:
    """The question, or None; what is wrong with it is in the report."""
    if not NAME.fullmatch(name):
        report.add(pointer, "name", "Nama memakai huruf kecil, angka dan garis bawah.",
                   "Names use lower-case letters, digits and underscores.")  # fmt: skip
    if not isinstance(given, Mapping):
        report.add(pointer, "type", "Pertanyaan harus berupa objek.", "A question is an object.")
        return None
    kind = _kind(given)
    allowed = _EVERY | _MORE.get("integer" if kind == "number" else kind or "unknown", frozenset())
    if kind in _FORMATS.values():
        allowed |= {"format"}
    report.unknown_keys(pointer, given, allowed)
    title = read_text(given.get("title"), f"{pointer}/title", report)
    if title is None:
        report.add(pointer, "title_missing", f"“{name}” belum mempunyai judul (title).",
                   f'"{name}" has no title.')  # fmt: skip
    if kind is None:
        what = given.get("format") or given.get("type")
        report.add(pointer, "unsupported", f"Jenis pertanyaan ini tidak didukung: {what!r}.",
                   f"This kind of question is not supported: {what!r}.")  # fmt: skip
        return None
    file = read_file_rule(given["x-file"], f"{pointer}/x-file", report) if kind == "file" else None
    parts = _parts(given, kind, pointer, report)
    return Question(
        name=name,
        kind=kind,
        title=title or {"id": name, "en": name},
        description=read_text(given.get("description"), f"{pointer}/description", report),
        required_when=read_condition(given, "x-required-when", pointer, report),
        when=read_condition(given, "x-when", pointer, report),
        labels=read_labels(given, kind, pointer, report),
        personal=read_personal(given, pointer, report),
        prefill=read_prefill(given, pointer, report),
        file=file,
        multiline=given.get("x-multiline") is True,
        examples=read_examples(given, pointer, report),
        parts=parts,
        schema=_schema(given, kind, file, parts),
    )


def _kind(given: Mapping[str, Any]) -> Kind | None:
    if "x-file" in given:
        return "file" if given.get("type", "array") == "array" else None
    match given.get("type"):
        case "string":
            if "enum" in given:
                return None if "format" in given else "choice"
            return _FORMATS.get(str(given["format"])) if "format" in given else "text"
        case "integer":
            return "integer"
        case "number":
            return "number"
        case "boolean":
            return "boolean"
        case "array":
            items = given.get("items")
            return "choices" if isinstance(items, Mapping) and "enum" in items else None
        case "object":
            return "address" if given.get("x-address") is True else None
    return None


def _parts(
    given: Mapping[str, Any], kind: Kind, pointer: str, report: Report
) -> tuple[Question, ...]:
    if kind != "address":
        return ()
    properties = given.get("properties", _DEFAULT_ADDRESS)
    if not isinstance(properties, Mapping) or not properties:
        report.add(f"{pointer}/properties", "address", "Alamat memuat baris.", "It has lines.")
        return ()
    required = given.get("required", list(properties))
    if not isinstance(required, list) or any(name not in list(properties) for name in required):
        report.add(f"{pointer}/required", "unknown_property", "required memuat nama baris alamat.",
                   "required holds names of lines.")  # fmt: skip
        required = []
    parts = []
    for name, part in properties.items():
        here = f"{pointer}/properties/{token(name)}"
        question = read_property(str(name), part, here, report)
        if question and (question.kind not in ("text", "choice") or question.when):
            report.add(here, "unsupported", "Baris alamat adalah teks atau pilihan tanpa syarat.",
                       "A line of an address is a text or a choice, unconditional.")  # fmt: skip
        elif question:
            parts.append(required_if(question, name in required))
    return tuple(parts)


def required_if(question: Question, required: bool) -> Question:
    """The same question, required or not."""
    return replace(question, required=required)


def _schema(
    given: Mapping[str, Any], kind: Kind, file: FileRule | None, parts: tuple[Question, ...]
) -> dict[str, object]:
    plain = {
        key: value
        for key, value in given.items()
        if not str(key).startswith("x-")
        and key not in ("title", "description", "examples", "format")
    }
    if kind == "text":
        return {"maxLength": MAX_LENGTH, **plain}
    if kind == "file" and file:
        items = {"type": "string", "format": "uuid"}
        return {"type": "array", "items": items, "maxItems": file.max_files}
    if kind == "address":
        return {"type": "object", "properties": {part.name: part.schema for part in parts}}
    if kind == "choices":
        return {**plain, "uniqueItems": True}
    if kind in _FORMATS.values():
        return {"type": "string", "maxLength": 500, "format": f"pendopo-{kind}"}
    return plain
