"""Photos: bounded before they are decoded, re-encoded so that nothing hidden stays.

Re-encoding drops EXIF (place, device, thumbnails), comments and whatever follows the picture.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from pendopo.documents.refusals import Refused

MAX_PIXELS = 50_000_000  # a 48-megapixel phone passes; decoded it is 150 MB at most
MAX_SIDE = 4096  # pixels after shrinking: A4 at 350 dpi
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


def clean_photo(data: bytes, media_type: str) -> bytes:
    """The same picture, upright, at most 4096 pixels a side, without metadata."""
    form = _FORMATS[media_type]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[form]) as picture:
                _check_size(picture)
                if form == "JPEG":
                    picture.draft("RGB", (MAX_SIDE, MAX_SIDE))
                picture.load()
                return _encoded(ImageOps.exif_transpose(picture), form)
    except Image.DecompressionBombError:
        raise Refused("photo_too_many_pixels", megapixels="> 100", limit=_limit()) from None
    except (OSError, ValueError, SyntaxError, MemoryError):
        raise Refused("photo_damaged") from None


def _check_size(picture: Image.Image) -> None:
    pixels = picture.width * picture.height
    if pixels > MAX_PIXELS:
        raise Refused("photo_too_many_pixels", megapixels=round(pixels / 1_000_000), limit=_limit())


def _encoded(picture: Image.Image, form: str) -> bytes:
    alpha = form != "JPEG" and ("A" in picture.getbands() or "transparency" in picture.info)
    plain = picture.convert("RGBA" if alpha else "RGB")
    plain.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    # A new image carries pixels and nothing else: no EXIF, ICC, comments or text chunks.
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    out = io.BytesIO()
    if form == "JPEG":
        bare.save(out, "JPEG", quality=88, optimize=True)
    elif form == "PNG":
        bare.save(out, "PNG")
    else:
        bare.save(out, "WEBP", quality=88)
    return out.getvalue()


def _limit() -> int:
    return MAX_PIXELS // 1_000_000
