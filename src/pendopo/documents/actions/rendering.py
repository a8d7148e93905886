"""From a letter's row to its pages: what the template sees, with or without a number."""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import msgspec

from pendopo.directory import api as directory
from pendopo.documents import ports
from pendopo.documents.actions.sources import files_of
from pendopo.documents.models import Letter
from pendopo.documents.numbering import long_date
from pendopo.documents.refusals import Refused
from pendopo.documents.signing.signer import Signer, SignerIdentity
from pendopo.documents.typesetting import (
    Broken,
    Slot,
    UnsafeSource,
    check_sources,
    letter_pdf,
    mark_file,
)
from pendopo.documents.values import Dated, LetterContent, Template

TABLE = "documents_letter"


class Page(Protocol):
    """What a page shows of its letter besides the words: a row, or nothing yet."""

    title: str
    number: str
    number_date: dt.date | None
    verify_id: str


@dataclass(slots=True)
class Sketch:
    title: str
    number: str = ""
    number_date: dt.date | None = None
    verify_id: str = ""


def seal_content(key: directory.DataKey, row_id: Any, content: LetterContent) -> bytes:
    """All words of the letter, sealed. Raises TypeError for values that are not JSON."""
    aad = directory.bound_to(TABLE, "content", row_id)
    return directory.sealer.seal(key, msgspec.json.encode(plain_content(content)), aad=aad)


def plain_content(content: LetterContent) -> dict[str, Any]:
    """The words as JSON values."""
    plain = asdict(content)
    plain["letterhead"]["mark"] = base64.b64encode(content.letterhead.mark).decode()
    return plain


def open_content(key: directory.DataKey, row: Letter) -> dict[str, Any]:
    aad = directory.bound_to(TABLE, "content", row.pk)
    opened: dict[str, Any] = msgspec.json.decode(
        directory.sealer.open(key, bytes(row.content_sealed), aad=aad)
    )
    return opened


def redated(content: dict[str, Any], dated: Dated | None) -> dict[str, Any]:
    """The words with what counts from the day of the number."""
    if dated is None:
        return content
    return {**content, "content": {**content["content"], **dated.content}}


def set_date(row: Letter, dated: Dated | None) -> None:
    """Count from the day on which the row has just been given its number; not saved here."""
    if dated is None:
        return
    key = directory.load_key(row.key_id)
    words = msgspec.json.encode(redated(open_content(key, row), dated))
    aad = directory.bound_to(TABLE, "content", row.pk)
    row.content_sealed = directory.sealer.seal(key, words, aad=aad)
    row.valid_until = dated.valid_until


def verify_url(origin: str, verify_id: str) -> str:
    """The address of the QR: `origin` is scheme and host (`https://...`), as the face saw it."""
    return f"{origin.rstrip('/')}/verify/{verify_id}"


def page_data(
    row: Page,
    content: dict[str, Any],
    *,
    signer: SignerIdentity | None,
    adapter: Signer | None,
    origin: str,
    draft: bool,
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What the template reads as `data`, and the extra files it may show."""
    language = content["language"]
    path, files = mark_file(base64.b64decode(content["letterhead"]["mark"]))
    head = {**content["letterhead"], "mark": path}
    url = verify_url(origin, row.verify_id) if origin else ""
    electronic = adapter is not None
    data = {
        **content,
        "letterhead": head,
        "title": row.title,
        "draft": draft,
        "method": "electronic" if electronic else "wet",
        "number": row.number,
        "date": long_date(row.number_date, language) if row.number_date else "",
        "signer": {
            "name": signer.name if signer else "",
            "nip": signer.nip if signer else "",
            "rank": signer.rank if signer else "",
            "position": signer.position if signer else "",
            "prefix": signer.prefix if signer else "",
            "on_behalf_of": (signer.on_behalf_of if signer else "") or content["on_behalf_of"],
            "via": (signer.via if signer else "") or content["via"],
        },
        "verify": {"url": url, "id": row.verify_id} if url else {},
        "statement": adapter.statement[language] if adapter else "",
        "notice": adapter.notice[language] if adapter else "",
        "notice-short": adapter.notice_short if adapter else "",
    }
    return data, files


def sketch(
    *,
    template: Template,
    title: str,
    content: LetterContent,
    now: dt.datetime,
    signer: SignerIdentity | None = None,
) -> bytes:
    """A letter that does not exist yet, marked as a draft; nothing is stored.

    Raises `Refused` when the template is unsafe or does not compile.
    """
    page = Sketch(title=title)
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(plain_content(content)))
    data, extra = page_data(
        page, plain, signer=signer, adapter=ports.signer_or_none(), origin="", draft=True
    )
    try:
        check_sources(template.files)
        return letter_pdf(
            entry=template.entry, files={**template.files, **extra}, data=data, at=now, checked=True
        )[0]
    except (Broken, UnsafeSource) as broken:
        raise Refused("letter_source", problem=str(broken)[:300]) from None


def render_letter(
    row: Letter, data: dict[str, Any], extra: dict[str, bytes], *, now: dt.datetime
) -> tuple[bytes, Slot | None]:
    """Pages of the letter. Raises `Refused` when its template does not compile with this data."""
    try:
        return letter_pdf(
            entry=row.template,
            files={**files_of(row.source), **extra},
            data=data,
            at=now,
            checked=True,
        )
    except Broken as broken:
        raise Refused("letter_source", problem=str(broken)[:300]) from None
