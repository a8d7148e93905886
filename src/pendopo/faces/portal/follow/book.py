"""The public ledger: its newest signed head, checking a receipt, and the feed to keep outside."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.faces.components.access import open_to_all
from pendopo.faces.components.asked import Error
from pendopo.faces.portal.follow import guessing, inside
from pendopo.faces.portal.page import show
from pendopo.faces.portal.told import told
from pendopo.ledger import api as ledger

READERS = threading.BoundedSemaphore(3)
"""Feeds sent at the same time by one web process; each holds a connection of its own."""
LARGEST = 2**62


@open_to_all
@told
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest) -> HttpResponse:
    """The page; POST checks a receipt and changes nothing."""
    if request.method != "POST":
        return _page(request)
    guessing.check(request, "receipt")
    sent = request.FILES.get("tanda_terima")
    if sent is None or not sent.size:
        return _page(request, error=_("Pilih tanda terima Anda dulu, PDF atau JSON."))
    if sent.size > inside.MOST_BYTES:
        return _page(request, error=_("Berkas terlalu besar. Paling besar 5 MB."))
    receipt = inside.receipt_of(sent.read())
    if receipt is None:
        guessing.note(request, "receipt")
        return _page(request, error=_("Kami tidak menemukan bukti buku besar di berkas ini."))
    return _page(request, result=check(receipt))


@open_to_all
@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The public key that every head is signed with, and what a head signs."""
    head = ledger.latest_head()
    return JsonResponse(
        {
            "algorithm": "Ed25519 (RFC 8032)",
            "public_key": ledger.public_bytes().hex(),
            "key_id": head.key_id if head else None,
            "signs": "pendopo tree head\nsize <size>\nroot <root, hex>\nat <signed_at>\n",
            "tree": "RFC 6962, SHA-256",
        },
        json_dumps_params={"indent": 2},
    )


@open_to_all
@require_safe
def stream(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Leaves from place `from`, then heads, one JSON object a line: to be kept by anyone."""
    text = request.GET.get("from", "0")
    after = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else -1
    if after < 0 or after > LARGEST:
        return JsonResponse({"detail": _("`from` harus bilangan bulat.")}, status=400)
    if not READERS.acquire(blocking=False):
        response = JsonResponse({"detail": _("Coba lagi sebentar lagi.")}, status=429)
        response.headers["Retry-After"] = "10"
        return response
    return StreamingHttpResponse(_Feed(after), content_type="application/x-ndjson; charset=utf-8")


class _Feed:
    """The lines, and the place in the queue that is given back whatever happens.

    Django closes it when the reader goes away, also before the first line was sent.
    """

    def __init__(self, after: int) -> None:
        self._lines = self._read(after)
        self._held = True

    def __iter__(self) -> Iterator[bytes]:
        return self._lines

    def close(self) -> None:
        self._lines.close()
        if self._held:
            self._held = False
            READERS.release()

    def _read(self, after: int) -> Generator[bytes, None, None]:
        with psycopg.connect(settings.APP_CONNINFO) as connection:
            for line in ledger.feed(connection, after=after):
                yield f"{line}\n".encode()


def check(receipt: dict[str, Any]) -> dict[str, object]:
    """A receipt checked by itself, then against the log of today; as sentences."""
    try:
        found = ledger.check_receipt(receipt, public_keys=frozenset({ledger.public_bytes()}))
    except RecursionError:  # nested too deep to be written out again
        found = ledger.ReceiptCheck("format")
    if not found.holds:
        return {"state": "late", "title": _PROBLEMS[found.problem](), "seq": None}
    today = ledger.receipt(fact_id=_uuid(found.fact_id))
    same = today is not None and (today["fact"], today["seq"]) == (receipt["fact"], found.seq)
    if same:
        title = _("Tanda terima ini asli, dan catatannya masih utuh di buku besar.")
    elif today is None:
        title = _("Tanda terima ini asli, tetapi catatannya tidak ada di buku besar daerah ini.")
    else:
        title = _("Tanda terima ini asli, tetapi buku besar kini berkata lain. Laporkan.")
    return {
        "state": "ok" if same else "late",
        "title": title,
        "seq": found.seq,
        "recorded_at": found.recorded_at,
        "fact_id": found.fact_id,
    }


_PROBLEMS = {
    "format": lambda: _("Isi tanda terima ini tidak lengkap atau rusak."),
    "key": lambda: _("Tanda terima ini disegel dengan kunci lain, bukan kunci kami."),
    "signature": lambda: _("Segel tanda terima ini tidak cocok: isinya sudah diubah."),
    "proof": lambda: _("Catatan dalam tanda terima ini tidak ada di bawah segelnya."),
}


def _uuid(text: str) -> UUID:
    """The fact's id; a leaf that holds another text belongs to no fact of ours."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _page(
    request: HttpRequest, *, error: str = "", result: dict[str, object] | None = None
) -> HttpResponse:
    head = ledger.latest_head()
    return show(
        request,
        "follow/book",
        status=422 if error else 200,
        head=head,
        signed_at=parse_datetime(head.signed_at) if head else None,
        public_key=ledger.public_bytes().hex(),
        result=result,
        error=error,
        errors=(Error("tanda_terima", error),) if error else (),
    )
