"""Verification of letters: by the number in their QR, and by the PDF itself."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import File, Path, UploadedFile
from pydantic import Field

from pendopo.casework import api as casework
from pendopo.documents import api as documents
from pendopo.faces.components.access import clock
from pendopo.faces.rest.auth import ALL
from pendopo.faces.rest.door import door
from pendopo.faces.rest.shapes import letters as shapes

PDF_LIMIT = 21 * 1024 * 1024
VerifyId = Annotated[str, Field(min_length=9, max_length=24)]


@door.operation(
    "POST", "/letters/check", access=ALL, response=shapes.Check, tag="verify",
    takes="file", largest=PDF_LIMIT, weight="heavy",
)  # fmt: skip
def check_letter(request: HttpRequest, file: File[UploadedFile]) -> shapes.Check:
    """Is this PDF one of ours, unchanged, whole and in force? Nothing of it is kept."""
    found = documents.check_pdf(pdf=file.read(), now=clock())
    return shapes.check(found, _standing(found.letter) if found.letter else None)


@door.operation("GET", "/letters/{verify_id}", access=ALL, response=shapes.Letter, tag="verify")
def verify_letter(request: HttpRequest, verify_id: Path[VerifyId]) -> shapes.Letter:
    """What the holder of a letter's QR may know today."""
    found = documents.verify(verify_id=verify_id, now=clock())
    return shapes.letter(found, _standing(found))


def _standing(found: documents.Verification) -> casework.Standing | None:
    """What the licence behind the letter is worth today, if it grants one."""
    return casework.standing_of_letter(letter_id=found.letter_id, now=clock())
