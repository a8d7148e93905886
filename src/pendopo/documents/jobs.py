"""Work in the background: previews of letters, copies of photos. The sweep runs with
the worker's housekeeping."""

from __future__ import annotations

import logging
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from pendopo.documents.actions import pictures
from pendopo.documents.actions.previews import render_preview
from pendopo.documents.refusals import Refused
from pendopo.ledger import api as ledger

log = logging.getLogger(__name__)
PATIENCE = RetryStrategy(max_attempts=5, exponential_wait=3)
"""Tries within some minutes when the disk or the database is away; a photo that cannot be read
is not tried again."""


@app.task(name="documents.draw_preview")
def draw_preview(region: str, letter_id: str) -> None:
    """Draw the preview of a letter; one that does not compile is told by its preview page."""
    with ledger.use_region(region):
        try:
            render_preview(letter_id=UUID(letter_id), now=ledger.clock().now())
        except Refused as refused:
            log.warning("no preview of letter %s: %s", letter_id, refused.code)


@app.task(name="documents.prepare_picture", retry=PATIENCE)
def prepare_picture(region: str, file_id: str) -> None:
    """Read what the camera wrote, make the copies, take the hash."""
    with ledger.use_region(region):
        pictures.prepare_picture(file_id=UUID(file_id), now=ledger.clock().now())
