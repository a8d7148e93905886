"""PAdES signatures by pyHanko: baseline B-B, or B-T when a time-stamp service is given.

ETSI EN 319 142-1. The signature is an incremental update; the document is certified with
"no changes allowed" (ISO 32000-2, 12.8.2.2), so that any later change shows in every reader.
"""

from __future__ import annotations

import datetime as dt
import io
import tempfile
from typing import Any

from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import StaticStampStyle

from pendopo.documents.signing.signer import Appearance

FIELD = "TandaTangan"
# The picture fills the field exactly; pyHanko would leave a margin.
_FILL = layout.SimpleBoxLayoutRule(
    x_align=layout.AxisAlignment.ALIGN_MID,
    y_align=layout.AxisAlignment.ALIGN_MID,
    margins=layout.Margins(0, 0, 0, 0),
    inner_content_scaling=layout.InnerScaling.STRETCH_TO_FIT,
)


class _Writer(IncrementalPdfFileWriter):
    """Leaves the metadata alone: pyHanko would rewrite the PDF/A marks and the machine's time."""

    def _update_meta(self) -> None:
        pass


class _SignerAt(signers.PdfSigner):
    """Takes the moment from our clock port instead of the machine's clock."""

    def __init__(self, moment: dt.datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._moment = moment

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self._moment
        return session


def sign_pdf(
    pdf: bytes,
    *,
    key: signers.Signer,
    appearance: Appearance,
    name: str,
    reason: str,
    contact: str,
    now: dt.datetime,
    timestamper: TimeStamper | None = None,
) -> bytes:
    """`pdf` with a PAdES signature by `key` as an incremental update, dated `now`."""
    writer = _Writer(io.BytesIO(pdf), strict=True)
    slot = appearance.slot if appearance.visible else None
    place = (
        fields.SigFieldSpec(FIELD, on_page=slot.page, box=slot.box)
        if slot
        else fields.SigFieldSpec(FIELD)
    )
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        name=name,
        reason=reason,
        contact_info=contact,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    with tempfile.NamedTemporaryFile(suffix=".pdf") as look:
        style = None
        if slot and appearance.pdf:
            look.write(appearance.pdf)
            look.flush()
            style = StaticStampStyle(
                background=ImportedPdfPage(look.name),  # type: ignore[no-untyped-call]  # pyhanko: untyped
                background_layout=_FILL,
                border_width=0,
            )
        out = io.BytesIO()
        _SignerAt(
            now, meta, key, timestamper=timestamper, stamp_style=style, new_field_spec=place
        ).sign_pdf(writer, output=out)
    return out.getvalue()
