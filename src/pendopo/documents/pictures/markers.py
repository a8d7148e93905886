"""What a picture says about how it was made. Its silence proves nothing: a screenshot of a
generated picture says nothing, and a marker can be forged. People decide.

Machine words: `c2pa` (a signed history is inside; C2PA specification 2.1), `source:<type>`
(IPTC digital source type, cv.iptc.org/newscodes/digitalsourcetype), `generator:<name>` and
`editor:<name>` (a known program named itself), `screenshot`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pendopo.documents.pictures.anatomy import Anatomy
from pendopo.documents.pictures.exif import Exif

READ = 512 * 1024  # bytes of each piece that are searched

SOURCES = (
    "trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "algorithmicMedia",
    "compositeSynthetic", "algorithmicallyEnhanced", "virtualRecording", "digitalCreation",
    "digitalArt", "humanEdits", "minorHumanEdits", "compositeCapture", "digitalCapture",
    "computationalCapture",
)  # fmt: skip
GENERATED = frozenset(
    {
        "source:trainedAlgorithmicMedia", "source:compositeWithTrainedAlgorithmicMedia",
        "source:algorithmicMedia", "source:compositeSynthetic",
    }
)  # fmt: skip
"""Sources that say: made or partly made by an algorithm."""

_GENERATORS = {
    "midjourney": rb"midjourney",
    "dall-e": rb"dall[\xc2\xb7\s.-]*e\b|openai|chatgpt|gpt-?4o|gpt-image",
    "stable-diffusion": rb"stable[\s_-]?diffusion|automatic1111|sd-metadata|negative prompt:",
    "comfyui": rb"comfyui|\"class_type\"",
    "novelai": rb"novelai",
    "firefly": rb"adobe[\s_]firefly",
    "google-ai": rb"made with google ai|\bimagen\s?[234]\b|synthid",
    "flux": rb"black forest labs|\bflux\.1\b",
    "ideogram": rb"ideogram",
    "leonardo": rb"leonardo\.ai",
    "grok": rb"\bgrok\b|\bxai\b",
    "meta-ai": rb"imagined with ai|meta ai",
    "bing": rb"bing image creator|designer\.microsoft",
}
_EDITORS = {
    "photoshop": rb"photoshop", "lightroom": rb"lightroom", "gimp": rb"\bgimp\b",
    "snapseed": rb"snapseed", "picsart": rb"picsart", "canva": rb"\bcanva\b",
    "facetune": rb"facetune", "pixlr": rb"pixlr", "capcut": rb"capcut",
}  # fmt: skip
_GENERATOR_WORDS = {name: re.compile(word, re.IGNORECASE) for name, word in _GENERATORS.items()}
_EDITOR_WORDS = {name: re.compile(word, re.IGNORECASE) for name, word in _EDITORS.items()}
_SOURCE = re.compile(rb"digitalsourcetype/(%s)\b" % "|".join(SOURCES).encode())


def markers_of(found: Anatomy, exif: Exif) -> tuple[str, ...]:
    """Sorted machine words."""
    history = [piece[: 8 * READ] for piece in found.found("c2pa")]
    told = [piece[:READ] for kind in ("xmp", "text") for piece in found.found(kind)]
    told += [exif.software.encode(), exif.make.encode(), *exif.words]
    words = {"c2pa"} if any(b"c2pa" in piece for piece in history) else set()
    for piece in [*history, *told]:
        words |= {f"source:{one.decode()}" for one in _SOURCE.findall(piece)}
        words |= {f"generator:{name}" for name in _named(_GENERATOR_WORDS, [piece])}
    words |= {f"editor:{name}" for name in _named(_EDITOR_WORDS, told)}
    if any(b"screenshot" in piece.lower() for piece in told):
        words.add("screenshot")
    return tuple(sorted(words))


def _named(words: dict[str, re.Pattern[bytes]], pieces: Iterable[bytes]) -> set[str]:
    return {name for piece in pieces for name, word in words.items() if word.search(piece)}
