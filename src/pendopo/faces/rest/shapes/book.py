"""The ledger: signed heads, salted leaves, receipts. Nothing in it is personal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pydantic import JsonValue

from pendopo.faces.rest.shapes.base import Given, Told
from pendopo.ledger import api as ledger


class Head(Told):
    """A signed tree head (RFC 6962): after `size` facts the root was `root`. Bytes are hex;
    `signed_at` is written as it was signed."""

    size: int
    root: str
    signed_at: str
    key_id: str
    signature: str
    public_key: str


class Leaf(Told):
    """The salted hash of a fact at its place."""

    seq: int
    leaf: str
    fact: str


class Feed(Told):
    """Leaves from a place on, and the newest head. Ask again with `next`; who keeps the answers
    can prove any later change."""

    leaves: list[Leaf]
    head: Head | None
    next: int


class Receipt(Told):
    """A fact with its proof: canonical fields, place, inclusion proof, signed head."""

    format: str
    fact: dict[str, JsonValue]
    seq: int
    proof: list[str]
    head: Head


class Asked(Given):
    """A receipt as it was handed out."""

    receipt: dict[str, JsonValue]


class Checked(Told):
    """Whether the receipt holds by itself. `problem`: format, key, signature or proof."""

    holds: bool
    problem: str
    fact: str
    seq: int
    recorded_at: dt.datetime | None


def head(given: ledger.Head) -> Head:
    return Head(**_hexed(given.as_json()))


def receipt(given: Mapping[str, Any]) -> Receipt:
    return Receipt(
        format=given["format"],
        fact=dict(given["fact"]),
        seq=given["seq"],
        proof=list(given["proof"]),
        head=Head(**_hexed(given["head"])),
    )


def checked(given: ledger.ReceiptCheck) -> Checked:
    return Checked(
        holds=given.holds,
        problem=given.problem,
        fact=given.fact_id,
        seq=given.seq,
        recorded_at=given.recorded_at,
    )


def _hexed(given: Mapping[str, Any]) -> dict[str, Any]:
    names = ("size", "root", "signed_at", "key_id", "signature", "public_key")
    return {name: given[name] for name in names}
