"""Pages that are no letter: a register book, a recapitulation; without number and signature."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from pendopo.documents.actions.rendering import Sketch, page_data, plain_content
from pendopo.documents.refusals import Refused
from pendopo.documents.typesetting import Broken, UnsafeSource, letter_pdf
from pendopo.documents.values import LetterContent, Template


def report_pdf(
    *, template: Template, title: str, content: LetterContent, now: dt.datetime
) -> bytes:
    """PDF/A-3b of `content` in the region's house style. No database, no facts.

    Raises `Refused` when the template is unsafe or does not compile.
    """
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(plain_content(content)))
    data, extra = page_data(
        Sketch(title=title), plain, signer=None, adapter=None, origin="", draft=False
    )
    try:
        return letter_pdf(
            entry=template.entry, files={**template.files, **extra}, data=data, at=now
        )[0]
    except (Broken, UnsafeSource) as broken:
        raise Refused("letter_source", problem=str(broken)[:300]) from None
