"""The ledger for the public: its head, its feed, receipts and their check."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path
from pydantic import Field

from pendopo.casework import api as casework
from pendopo.faces.components.access import clock
from pendopo.faces.rest.auth import ALL
from pendopo.faces.rest.door import door
from pendopo.faces.rest.problems import Problem
from pendopo.faces.rest.shapes import book as shapes
from pendopo.faces.rest.shapes.base import CaseNumber
from pendopo.ledger import api as ledger

RECEIPT_LIMIT = 64 * 1024
Place = Annotated[int, Field(ge=0, le=2**62, description="The first place to give.")]
Most = Annotated[int, Field(ge=1, le=1000)]


@door.operation("GET", "/ledger/head", access=ALL, response=shapes.Head, tag="ledger")
def ledger_head(request: HttpRequest) -> shapes.Head:
    """The newest signed head of the log."""
    found = ledger.latest_head()
    if found is None:
        raise Problem(404, "not_found")
    return shapes.head(found)


@door.operation("GET", "/ledger/feed", access=ALL, response=shapes.Feed, tag="ledger")
def ledger_feed(request: HttpRequest, after: Place = 0, limit: Most = 500) -> shapes.Feed:
    """Salted leaves from a place on, with the newest head.

    Keep them, and the log cannot be rewritten unseen.
    """
    leaves = [
        shapes.Leaf(seq=one.seq, leaf=one.leaf, fact=one.fact)
        for one in ledger.leaves(after=after, limit=limit)
    ]
    head = ledger.latest_head()
    return shapes.Feed(
        leaves=leaves,
        head=shapes.head(head) if head else None,
        next=leaves[-1].seq + 1 if leaves else after,
    )


@door.operation(
    "GET", "/ledger/receipts/{number}", access=ALL, response=shapes.Receipt, tag="ledger"
)
def ledger_receipt(request: HttpRequest, number: Path[CaseNumber]) -> shapes.Receipt:
    """The receipt of an application by its number: the fact with its proof, nothing personal."""
    found = casework.receipt(number=number, now=clock())
    if found is None:
        raise Problem(409, "receipt_pending")
    return shapes.receipt(found)


@door.operation(
    "POST", "/ledger/check", access=ALL, response=shapes.Checked, tag="ledger",
    takes="json", largest=RECEIPT_LIMIT,
)  # fmt: skip
def check_receipt(request: HttpRequest, wanted: shapes.Asked) -> shapes.Checked:
    """Does a receipt hold by itself? Checked against the key of this installation."""
    keys = frozenset({ledger.public_bytes()})
    return shapes.checked(ledger.check_receipt(wanted.receipt, public_keys=keys))
