"""Photos that wait while the sender looks at similar reports: sealed, and swept when not sent.

A browser forgets the files of a form that comes back with another page, and a slow line should
not carry them twice. They wait as unfinished uploads of this browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.http import HttpRequest

from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.components.access import clock
from pendopo.faces.portal import files, keys, patience
from pendopo.voice import api as voice

FIELD = "foto_tersimpan"
MOST = 20 * 10**6
"""Bytes of one photo that are read at all; phones make 4 to 8 million."""
PIECE = 2**20


def sent(request: HttpRequest) -> tuple[voice.Photo, ...]:
    """The photos that came with the form itself. Raises `documents.Refused`."""
    found = []
    for one in request.FILES.getlist("foto")[: voice.PHOTOS + 1]:
        if (one.size or 0) > MOST:
            raise documents.Refused("file_too_large", limit=MOST // 10**6)
        if one.size:
            found.append(voice.Photo(name=str(one.name or "")[:200], data=one.read()))
    return tuple(found)


def keep(request: HttpRequest, photos: Iterable[voice.Photo]) -> tuple[UUID, ...]:
    """Lay photos aside; the names under which `kept` finds them. Raises `documents.Refused`."""
    photos = tuple(photos)
    if not photos:
        return ()
    owner, key = keys.browser(request), directory.new_key(clock())
    return tuple(_lay_aside(request, photo, owner, key) for photo in photos)


def kept(request: HttpRequest) -> tuple[voice.Photo, ...]:
    """The photos that the form names, if this browser laid them aside; they are taken out."""
    owner, now = keys.browser(request), clock()
    found = []
    for upload_id in _named(request):
        try:
            file = documents.finish_upload(upload_id=upload_id, owner_id=owner, now=now)
        except documents.Refused:
            continue  # sent before, or another browser's
        data = documents.read_file(file_id=file.id)
        documents.remove_file(file_id=file.id, reason="report_sent", now=now)
        found.append(voice.Photo(name=file.name, data=data))
    return tuple(found)


def _lay_aside(
    request: HttpRequest, photo: voice.Photo, owner: UUID, key: directory.DataKey
) -> UUID:
    patience.take(request, patience.UPLOADS)
    size = len(photo.data)
    upload = documents.begin_upload(
        name=photo.name, size=size, purpose=files.PURPOSE, key=key, owner_id=owner, now=clock()
    )
    for offset in range(0, size, PIECE):
        documents.append_chunk(
            upload_id=upload.id,
            owner_id=owner,
            offset=offset,
            data=photo.data[offset : offset + PIECE],
        )
    return upload.id


def _named(request: HttpRequest) -> Iterator[UUID]:
    for text in request.POST.getlist(FIELD)[: voice.PHOTOS]:
        try:
            yield UUID(text)
        except ValueError:
            continue
