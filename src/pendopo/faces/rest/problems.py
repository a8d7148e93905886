"""Why a request was turned down: problem+json (RFC 9457) with a sentence in both languages.

`title` is the Indonesian sentence, `code` a machine word, `text` both sentences, `errors` the
fields to mend. `type` is a URN of the code, so that a client can tell problems apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse

MEDIA_TYPE = "application/problem+json"
Text = Mapping[str, str]


class Problem(Exception):
    """A request that this face itself turns down. `code` is a key of `SENTENCES`."""

    def __init__(self, status: int, code: str, *, errors: Iterable[Mapping[str, Any]] = ()) -> None:
        self.status = status
        self.code = code
        self.errors = tuple(errors)
        super().__init__(f"{status} {code}")


def answer(problem: Problem) -> HttpResponse:
    """The problem with the face's own sentence for its code."""
    return respond(problem.status, problem.code, SENTENCES[problem.code], errors=problem.errors)


def respond(
    status: int, code: str, text: Text, *, errors: Iterable[Mapping[str, Any]] = ()
) -> HttpResponse:
    """A problem+json response; `text` holds the sentence by language ("id", "en")."""
    body: dict[str, Any] = {
        "type": f"urn:pendopo:problem:{code}",
        "title": text["id"],
        "status": status,
        "code": code,
        "text": {"id": text["id"], "en": text["en"]},
    }
    found = [dict(one) for one in errors]
    if found:
        body["errors"] = found
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE
    )
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="pendopo"'
    return response


def field(name: str, rule: str, text: Text) -> dict[str, Any]:
    """One line of `errors`."""
    return {"field": name, "rule": rule, "text": {"id": text["id"], "en": text["en"]}}


def _pair(indonesian: str, english: str) -> dict[str, str]:
    return {"id": indonesian, "en": english}


SENTENCES: dict[str, dict[str, str]] = {
    "request_unreadable": _pair(
        "Permintaan ini tidak dapat dibaca. Periksa bentuk JSON atau unggahannya.",
        "The request cannot be read. Check its JSON or its upload.",
    ),
    "request_invalid": _pair(
        "Ada isian permintaan yang tidak sesuai. Lihat daftar galat.",
        "Some values of the request do not fit. See the list of errors.",
    ),
    "request_too_large": _pair(
        "Permintaan ini terlalu besar.",
        "The request is too large.",
    ),
    "media_type": _pair(
        "Jenis isi permintaan ini tidak diterima di sini. Lihat Content-Type pada OpenAPI.",
        "This kind of content is not taken here. See Content-Type in the OpenAPI document.",
    ),
    "method": _pair(
        "Metode ini tidak tersedia pada alamat ini. Lihat tajuk Allow.",
        "This method is not available at this address. See the Allow header.",
    ),
    "not_found": _pair(
        "Tidak ada apa-apa pada alamat ini, atau bukan untuk Anda.",
        "There is nothing at this address, or it is not yours to see.",
    ),
    "sign_in": _pair(
        "Sertakan token aplikasi (Authorization: Bearer), atau masuk dahulu.",
        "Send the token of your application (Authorization: Bearer), or sign in first.",
    ),
    "token_unknown": _pair(
        "Token ini tidak dikenal di daerah ini, sudah dicabut, atau sudah kedaluwarsa.",
        "This token is unknown in this region, revoked, or expired.",
    ),
    "scope_missing": _pair(
        "Token ini tidak mempunyai cakupan yang diperlukan.",
        "This token does not have the scope that is needed.",
    ),
    "csrf": _pair(
        "Dengan sesi peramban, sertakan tajuk X-CSRFToken.",
        "With a browser's session, send the X-CSRFToken header.",
    ),
    "too_many_requests": _pair(
        "Terlalu banyak permintaan. Coba lagi sesudah waktu pada tajuk Retry-After.",
        "Too many requests. Try again after the time in the Retry-After header.",
    ),
    "try_again": _pair(
        "Basis data sedang dinyalakan lagi. Ulangi permintaan yang sama beberapa detik lagi.",
        "The database is starting again. Send the same request again in a few seconds.",
    ),
    "key_reused": _pair(
        "Idempotency-Key ini sudah dipakai untuk permintaan lain.",
        "This Idempotency-Key was used for another request.",
    ),
    "cursor_unknown": _pair(
        "Penanda halaman ini tidak dikenal. Mulai lagi tanpa cursor.",
        "This cursor is not known. Start again without one.",
    ),
    "receipt_pending": _pair(
        "Bukti untuk nomor ini belum tersegel. Coba lagi sebentar lagi.",
        "The proof for this number is not sealed yet. Try again in a moment.",
    ),
    "place_half": _pair(
        "lat dan lon dikirim bersama.",
        "Send lat and lon together.",
    ),
    "place_unknown": _pair(
        "district dan village adalah kode tempat di daerah ini; village disertai district-nya.",
        "district and village are codes of this region; a village comes with its own district.",
    ),
    "photo_letters": _pair(
        "Isi foto harus berupa Base64.",
        "A photo's data has to be Base64.",
    ),
    "status_unknown": _pair(
        "Status ini tidak dikenal. Lihat daftar status pada OpenAPI.",
        "This status is not known. See the statuses in the OpenAPI document.",
    ),
    "data_erased": _pair(
        "Data ini sudah dihapus dan tidak dapat dibuka lagi.",
        "These data were erased and cannot be opened any more.",
    ),
}
