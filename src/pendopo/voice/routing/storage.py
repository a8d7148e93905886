"""A model on disk: one `.npz` of plain arrays, named by its content, read within bounds."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from pendopo.voice.routing.chances import Mixing
from pendopo.voice.routing.model import Model, Part
from pendopo.voice.routing.refusals import RoutingRefused

FORMAT = "pendopo routing model 1"
FILE_LIMIT = 256 * 1024 * 1024
"""Bytes of the file, and of everything in it once unpacked."""
Array = np.ndarray[Any, Any]
_BROKEN = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    EOFError,
    RuntimeError,  # encrypted, or nested beyond reason
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
)


def sealed(model: Model) -> Model:
    """The model with the hash of its content."""
    digest = hashlib.sha256(FORMAT.encode())
    for name, array in sorted(_arrays(model).items()):
        digest.update(f"{name} {array.dtype.str} {array.shape}\n".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return replace(model, hash=digest.hexdigest())


def save(model: Model, folder: Path) -> Path:
    """Write `routing-<first 16 of the hash>.npz`: of the same model, the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"routing-{model.hash[:16]}.npz"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in sorted(_arrays(model).items()):
            data = io.BytesIO()
            np.lib.format.write_array(data, np.ascontiguousarray(array), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), data.getvalue())
    partial = path.with_suffix(".partial")
    partial.write_bytes(held.getvalue())
    partial.replace(path)
    return path


def load(path: Path) -> Model:
    """Read a model. Raises `RoutingRefused("model")` when the file is not one, is too large, or
    was changed since it was written."""
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise ValueError("too large")
        with zipfile.ZipFile(path) as archive:
            if sum(one.file_size for one in archive.infolist()) > FILE_LIMIT:
                raise ValueError("too large when unpacked")
            arrays = {
                one.filename.removesuffix(".npy"): _array(archive.read(one))
                for one in archive.infolist()
            }
        model = sealed(_model(arrays))
    except _BROKEN as wrong:
        raise RoutingRefused(
            "model",
            f"Model {path.name} tidak dapat dibaca: {wrong}.",
            f"The model {path.name} cannot be read: {wrong}.",
        ) from wrong
    if not path.stem.endswith(model.hash[:16]):
        raise RoutingRefused(
            "model",
            f"Isi model {path.name} berbeda dari namanya.",
            f"The content of the model {path.name} differs from its name.",
        )
    return model


def _array(data: bytes) -> Array:
    """One array; its heading is believed only as far as the bytes that follow it."""
    stream = io.BytesIO(data)
    if np.lib.format.read_magic(stream) != (1, 0):
        raise ValueError("unknown array format")
    shape, fortran, kind = np.lib.format.read_array_header_1_0(stream)
    if fortran or kind.hasobject:
        raise ValueError("unknown array layout")
    return np.frombuffer(data[stream.tell() :], kind).reshape(shape)


def _arrays(model: Model) -> dict[str, Array]:
    described = {
        "format": FORMAT,
        "names": sorted(model.names, key=model.names.__getitem__),
        "agencies": model.agencies.labels,
        "topics": model.topics.labels if model.topics else None,
        "mixing": asdict(model.mixing),
        "threshold": model.threshold,
    }
    text = json.dumps(described, ensure_ascii=False, sort_keys=True).encode()
    found = {"described": np.frombuffer(text, np.uint8), "idf": model.idf}
    for kind, one in (("agency", model.agencies), ("topic", model.topics)):
        if one is not None:
            found |= {
                f"{kind}_weights": one.weights,
                f"{kind}_scale": one.scale,
                f"{kind}_bias": one.bias,
            }
    if model.routes is not None:
        found["routes"] = model.routes
    return found


def _model(arrays: dict[str, Array]) -> Model:
    described = json.loads(arrays["described"].tobytes())
    if described["format"] != FORMAT:
        raise ValueError(f"format {described['format']!r}")
    names = {str(name): at for at, name in enumerate(described["names"])}
    idf = arrays["idf"].astype(np.float32)
    if idf.shape != (len(names),):
        raise ValueError("shapes differ")
    agencies = _part(arrays, "agency", described["agencies"], len(names))
    topics = described["topics"]
    model = Model(
        names=names,
        idf=idf,
        agencies=agencies,
        topics=_part(arrays, "topic", topics, len(names)) if topics else None,
        routes=arrays["routes"] if topics else None,
        mixing=Mixing(**{name: float(value) for name, value in described["mixing"].items()}),
        threshold=float(described["threshold"]),
    )
    if model.routes is not None and model.routes.shape != (len(topics), len(agencies.labels)):
        raise ValueError("shapes differ")
    return model


def _part(arrays: dict[str, Array], kind: str, labels: list[str], features: int) -> Part:
    one = Part(
        tuple(str(label) for label in labels),
        arrays[f"{kind}_weights"],
        arrays[f"{kind}_scale"],
        arrays[f"{kind}_bias"],
    )
    size = len(one.labels)
    if one.weights.dtype != np.int8 or one.weights.shape != (features, size):
        raise ValueError("shapes differ")
    if one.scale.shape != (size,) or one.bias.shape != (size,):
        raise ValueError("shapes differ")
    return one
