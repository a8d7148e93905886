"""Copies made of the pixels alone: upright, shrunk, without anything a camera wrote."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass, field

from PIL import Image

from pendopo.documents.pictures.anatomy import Anatomy
from pendopo.documents.pictures.likeness import Hash, hash_of
from pendopo.documents.refusals import Refused

PREVIEW, THUMBNAIL = 1600, 320  # pixels of the longer side
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by its EXIF orientation (CIPA DC-008 section 4.6.4)."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """`width` and `height` are of the original, upright; the copies are JPEG."""

    width: int
    height: int
    preview: bytes = field(repr=False)
    thumbnail: bytes = field(repr=False)
    hash: Hash | None


def draw(found: Anatomy, orientation: int) -> Drawn:
    """Decode once, draw twice. Raises `Refused("photo_damaged")`."""
    try:
        with warnings.catch_warnings():
            # Its pixels were counted at the door: see `header.look_at`.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            bare = _decoded(found)
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError):
        raise Refused("photo_damaged") from None
    if orientation in _UPRIGHT:
        bare = bare.transpose(_UPRIGHT[orientation])
    width, height = found.width, found.height
    if orientation >= 5:
        width, height = height, width
    small = bare.copy()
    small.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.LANCZOS)
    return Drawn(width, height, _jpeg(bare, 84), _jpeg(small, 80), hash_of(bare))


def _decoded(found: Anatomy) -> Image.Image:
    """At most `PREVIEW` pixels a side; what is transparent lies on white."""
    form = _FORMATS[found.media_type]
    with Image.open(io.BytesIO(b"".join(found.pixels)), formats=[form]) as picture:
        if form == "JPEG":
            picture.draft("RGB", (PREVIEW, PREVIEW))
        picture.load()
        return _plain(picture)


def _plain(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I;16"):  # Pillow would cut 16 bits off at white
        picture = picture.point(lambda level: level / 256)
    clear = "A" in picture.getbands() or "transparency" in picture.info
    shrunk = picture.convert("RGBA" if clear else "RGB")
    shrunk.thumbnail((PREVIEW, PREVIEW), Image.Resampling.LANCZOS)
    # A new image carries pixels and nothing else.
    paper = Image.new("RGB", shrunk.size, "white")
    paper.paste(shrunk, mask=shrunk.getchannel("A") if clear else None)
    return paper


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
