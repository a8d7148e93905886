"""Pages of an unsigned letter: drawn in a job beforehand, or on the spot."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.documents import ports
from pendopo.documents.actions.files import keep, read_file
from pendopo.documents.actions.letters import locked
from pendopo.documents.actions.recording import record
from pendopo.documents.actions.rendering import open_content, page_data, redated, render_letter
from pendopo.documents.facts import LetterPreviewed
from pendopo.documents.models import Letter as LetterRow
from pendopo.documents.models import StoredFile
from pendopo.documents.policy import OPEN
from pendopo.documents.refusals import Refused
from pendopo.documents.signing.signer import SignerIdentity
from pendopo.documents.values import Dated
from pendopo.ledger import api as ledger


@ledger.within_region
def preview_pdf(
    *,
    letter_id: UUID,
    now: dt.datetime,
    signer: SignerIdentity | None = None,
    dated: Dated | None = None,
) -> bytes:
    """The letter as it would look, marked as a draft; with the signer's name when given, and as
    if it were numbered on the day of `dated`."""
    row = LetterRow.objects.select_related("source").filter(pk=letter_id).first()
    if row is None:
        raise Refused("letter_unknown")
    if row.status not in OPEN:
        return letter_pdf(letter_id=letter_id)
    if (
        signer is None
        and dated is None
        and row.preview_file_id
        and row.preview_version == row.version
    ):
        return read_file(file_id=row.preview_file_id)
    return _drawn(row, signer, now, dated)


@ledger.within_region
def render_preview(*, letter_id: UUID, now: dt.datetime) -> bool:
    """Draw and keep the preview of the letter's present version; False when there is nothing
    to do. The job's verb."""
    row = locked(letter_id)
    if row.status not in OPEN or row.preview_version == row.version:
        return False
    pdf = _drawn(row, None, now)
    old = row.preview_file_id
    file, _ = keep(
        name=f"{row.kind}-konsep.pdf",
        data=pdf,
        media_type="application/pdf",
        purpose="preview",
        key=directory.load_key(row.key_id),
        owner_id=row.pk,
        now=now,
    )
    row.preview_file_id, row.preview_version = file.pk, row.version
    row.save(update_fields=["preview_file_id", "preview_version"])
    if old:
        StoredFile.objects.filter(pk=old).delete()
    record((row.pk, LetterPreviewed(version=row.version, file=file.pk)), now=now)
    return True


@ledger.within_region
def letter_pdf(*, letter_id: UUID) -> bytes:
    """The final PDF: signed, the scan, or numbered and ready to print. Raises `Refused`."""
    row = LetterRow.objects.filter(pk=letter_id).first()
    if row is None or row.file_id is None:
        raise Refused("letter_unknown")
    return read_file(file_id=row.file_id)


def _drawn(
    row: LetterRow, signer: SignerIdentity | None, now: dt.datetime, dated: Dated | None = None
) -> bytes:
    content = redated(open_content(directory.load_key(row.key_id), row), dated)
    data, extra = page_data(
        row, content, signer=signer, adapter=ports.signer_or_none(), origin="", draft=True
    )
    return render_letter(row, data, extra, now=now)[0]
