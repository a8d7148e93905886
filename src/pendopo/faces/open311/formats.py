"""One content, two formats. Order and names are those of the specification."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

Format = str
TYPES: dict[Format, str] = {
    "xml": "text/xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) has no place for."""
_ITEMS = {
    "services": "service", "attributes": "attribute", "values": "value", "notes": "note",
    "endpoints": "endpoint", "formats": "format", "service_requests": "request",
    "service_request_updates": "request_update", "errors": "error",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """content: a list or a mapping of texts, numbers, booleans, None and more of the same. root:
    what the XML document is called. status: of HTTP."""

    root: str
    content: Any = field(repr=False)
    status: int = 200


def chosen(ending: str, accept: str) -> Format:
    """What to answer in: the ending of the address says, else the Accept header, else XML, which
    the specification requires."""
    if ending:
        return ending
    wanted = accept.lower()
    json_at, xml_at = wanted.find("json"), wanted.find("xml")
    return "json" if json_at >= 0 and not 0 <= xml_at < json_at else "xml"


def written(answer: Answer, form: Format) -> bytes:
    if form == "json":
        return json.dumps(answer.content, ensure_ascii=False, separators=(",", ":")).encode()
    parts = ['<?xml version="1.0" encoding="utf-8"?>\n']
    _element(parts, answer.root, answer.content)
    return "".join(parts).encode()


def _element(parts: list[str], name: str, value: Any) -> None:
    if value is None or value == "":
        parts.append(f"<{name}/>")
        return
    parts.append(f"<{name}>")
    if isinstance(value, dict):
        for key, inner in value.items():
            _element(parts, key, inner)
    elif isinstance(value, list):
        item = _ITEMS[name]
        for inner in value:
            _element(parts, item, inner)
    else:
        parts.append(text(value))
    parts.append(f"</{name}>")


def text(value: Any) -> str:
    """A value as XML says it; characters that XML does not know become U+FFFD."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return escape(_UNFIT.sub("\ufffd", value))
    return str(value)
