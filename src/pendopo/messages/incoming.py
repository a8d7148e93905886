"""Messages that a gateway brings in: signed, in its own shape or WhatsApp's.

The signature is that of Meta's webhooks, which gateways for SMS copy: the header
`X-Hub-Signature-256: sha256=<hex>`, HMAC-SHA256 of the raw body.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pendopo.directory import api as directory
from pendopo.messages.gateways import secret
from pendopo.messages.refusals import Refused

LARGEST = 64 * 1024
LONGEST = 1000
MOST = 50
"""Messages of one delivery."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """id: the gateway's own; address: as +62..."""

    id: str
    address: str = field(repr=False)
    text: str = field(repr=False)


def read_incoming(*, channel: str, body: bytes, signature: str) -> tuple[Incoming, ...]:
    """The texts in what a gateway posted; reports of delivery and pictures are left out.

    Either `{"id", "from", "text"}`, or the shape of the WhatsApp Business Platform. Raises
    `Refused` (signature, message).
    """
    key = secret(channel)
    if not key or not is_signed(body, signature, key):
        raise Refused("signature")
    if len(body) > LARGEST:
        raise Refused("message")
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused("message") from None
    if not isinstance(told, dict):
        raise Refused("message")
    found = [one for part in _parts(told) if (one := _message(part))]
    return tuple(found[:MOST])


def is_signed(body: bytes, signature: str, key: str) -> bool:
    wanted = hmac.new(key.encode(), body, hashlib.sha256).hexdigest()
    given = signature.removeprefix("sha256=").strip().lower()
    return given.isascii() and hmac.compare_digest(wanted, given)


def _parts(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Single messages, whatever they are wrapped in."""
    if "entry" not in told:
        yield told
        return
    for entry in _list(told["entry"]):
        for change in _list(entry.get("changes")):
            value = change.get("value")
            if isinstance(value, dict):
                yield from _list(value.get("messages"))


def _message(part: dict[str, Any]) -> Incoming | None:
    text: Any = part.get("text")
    if isinstance(text, dict):
        text = text.get("body")
    name, sender = part.get("id"), part.get("from")
    if not (isinstance(text, str) and isinstance(name, str) and isinstance(sender, str)):
        return None
    try:
        address = directory.normal_phone(sender)
    except directory.Refused:
        return None
    plain = text.replace("\x00", "").strip()[:LONGEST]
    return Incoming(name[:200], address, plain) if name and plain else None


def _list(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, list):
        yield from (one for one in found if isinstance(one, dict))
