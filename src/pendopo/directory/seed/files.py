"""The files of a region's folder, read and typed."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from pendopo.directory.refusals import Refused
from pendopo.directory.territory.coordinates import checked_point
from pendopo.directory.values import MandateKind, OrganisationKind, Place

T = TypeVar("T")
Point = tuple[float, float]  # latitude and longitude, degrees


class RegionFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    name: str
    kind: Literal["kabupaten", "kota", "provinsi"]
    hosts: list[str]
    source: str
    zone: str = "Asia/Jakarta"


class PositionEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    title: str
    roles: list[str] = []
    head: bool = False


class OrganisationEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    name: str
    short: str
    kind: OrganisationKind = "agency"
    parent: str = ""  # code; "" is the region's government itself
    source_year: int | None = None
    example: bool = False
    address: str = ""
    contact: str = ""
    positions: list[PositionEntry] = []


class OrganisationsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    organisations: list[OrganisationEntry]


class MandateEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    organisation: str  # code
    position: str  # code
    valid_from: date
    basis: str
    kind: MandateKind = "definitive"
    valid_to: date | None = None
    powers: list[str] = []


class PersonEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    username: str
    name: str
    nip: str = ""
    rank: str = ""
    nik: str = ""
    passport: str = ""
    foreigner: bool = False
    birth_place: str = ""
    birth_date: date | None = None
    sex: str = ""
    nationality: str = "ID"
    address: str = ""
    place_code: str = ""
    phone: str = ""
    mandates: list[MandateEntry] = []


class PeopleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    people: list[PersonEntry]


@dataclass(frozen=True, slots=True)
class Folder:
    region: RegionFile
    organisations: tuple[OrganisationEntry, ...]
    people: tuple[PersonEntry, ...]
    places: tuple[Place, ...]
    centroids: Mapping[str, Point]
    extent: tuple[Point, ...]
    content: str  # SHA-256 of all files, hex


def read_folder(folder: Path) -> Folder:
    """Raises `Refused("region_file")` naming the file and what is wrong in it."""
    region = _yaml(folder / "region.yaml", RegionFile)
    organisations = _yaml(folder / "organisations.yaml", OrganisationsFile).organisations
    people_file = folder / "people.yaml"
    people = _yaml(people_file, PeopleFile).people if people_file.exists() else []
    territory = folder / "territory.csv"
    places = _places(territory, region.code) if territory.exists() else ()
    known = {one.code for one in places}
    centroids = _points(folder / "centroids.csv", known)
    extent = tuple(at for _, at in _rows(folder / "extent.csv"))
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in (".yaml", ".csv"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return Folder(
        region=region,
        organisations=tuple(organisations),
        people=tuple(people),
        places=places,
        centroids=centroids,
        extent=extent,
        content=digest.hexdigest(),
    )


def _yaml(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError) as wrong:
        raise Refused("region_file", file=path.name, id=wrong, en=wrong) from wrong


def _places(path: Path, region: str) -> tuple[Place, ...]:
    """Rows `code,kind,name`; lines that start with # are remarks (the source)."""
    found: list[Place] = []
    for row in _lines(path):
        code = row["code"]
        if not code.startswith(f"{region}.") or row["kind"] not in _KINDS:
            wrong = f"row {code!r}"
            raise Refused("region_file", file=path.name, id=wrong, en=wrong)
        parent = code.rpartition(".")[0]
        found.append(Place(code, row["kind"], row["name"], parent))
    return tuple(found)


def _points(path: Path, known: Collection[str]) -> dict[str, Point]:
    """Rows `code,lat,lon` of places of the territory."""
    found = dict(_rows(path))
    for code in found:
        if code not in known:
            wrong = f"row {code!r}"
            raise Refused("region_file", file=path.name, id=wrong, en=wrong)
    return found


def _rows(path: Path) -> Iterator[tuple[str, Point]]:
    """Code ("" in a file without) and checked point of each row; nothing without the file."""
    for number, row in enumerate(_lines(path) if path.exists() else (), 1):
        try:
            at = checked_point(float(row["lat"]), float(row["lon"]))
        except (KeyError, TypeError, ValueError, Refused) as wrong:
            place = f"row {number}: {wrong}"
            raise Refused("region_file", file=path.name, id=place, en=place) from wrong
        yield row.get("code", ""), at


def _lines(path: Path) -> Iterator[dict[str, str]]:
    lines = path.read_text("utf-8").splitlines()
    yield from csv.DictReader(line for line in lines if not line.startswith("#"))


_KINDS = ("kecamatan", "desa", "kelurahan")
