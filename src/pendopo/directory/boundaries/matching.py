"""Which place a feature is: by its code, else by its name (and its district's).

Codes are Kemendagri's, with dots or without. BPS numbers the same villages differently, so that
a code without dots counts only under a name that means a Kemendagri code. Field names are those
of the national base map (`KDEPUM`, `WADMKD`, ...) and of everyday files.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pendopo.directory.boundaries.reading import Feature
from pendopo.directory.boundaries.report import BoundaryNote, note
from pendopo.directory.values import BoundaryLevel, Place

_DOTTED = re.compile(r"\d{2}\.\d{2}(\.\d{2}(\.\d{4})?)?")
_PLAIN = re.compile(r"\d{6}(\d{4})?")
_CODES = {"kode", "code", "id", "kdcpum", "kdepum", "kode_kec", "kode_desa", "kode_kel",
          "kd_kec", "kd_desa", "kemendagri", "kode_kemendagri"}  # fmt: skip
_DISTRICT = ("wadmkc", "kecamatan", "nama_kec", "nm_kec", "nama_kecamatan", "district")
_VILLAGE = ("wadmkd", "desa", "kelurahan", "desa_kelurahan", "nama_desa", "nm_desa", "nm_kel",
            "nama_kelurahan", "nama_kel", "village")  # fmt: skip
_REGENCY = ("wadmkk", "kabupaten", "kabkota", "nama_kab", "nm_kab", "regency")
_ANY = ("nama", "name", "namobj")
_OWN = ("id", "kode", "code")  # whose code can only be the feature's own
_PREFIX = re.compile(r"^(kecamatan|kec\.?|desa|kelurahan|kel\.?)\s+")
_REGENCY_PREFIX = re.compile(r"^(kabupaten|kab\.?|kota)\s+")


@dataclass(frozen=True, slots=True)
class Match:
    """`place` None: not ours (`outside`) or not recognised (then a note says so)."""

    place: Place | None
    outside: bool = False
    notes: tuple[BoundaryNote, ...] = ()


def codes_in(feature: Feature, keys: Collection[str] | None = None) -> set[str]:
    """Kemendagri codes of the feature, dotted; with `keys` only those under these names."""
    found = set()
    pairs = [("id", feature.identity), *((k.lower(), v) for k, v in feature.properties.items())]
    for key, value in pairs:
        if keys is not None and key not in keys:
            continue
        text = str(value).strip() if isinstance(value, (str, int)) else ""
        if _DOTTED.fullmatch(text):
            found.add(text)
        elif key in _CODES and _PLAIN.fullmatch(text):
            parts = [text[:2], text[2:4], text[4:6], text[6:]]
            found.add(".".join(part for part in parts if part))
    return found


def level_of(features: Iterable[Feature], region: str) -> BoundaryLevel | None:
    """The only level whose codes occur; None when there are none or both."""
    depths = {
        code.count(".")
        for feature in features
        for code in codes_in(feature)
        if code.startswith(f"{region}.")
    }
    if 3 in depths:  # villages carry their district's code too
        return "desa"
    return "kecamatan" if depths == {2} else None


class Matcher:
    def __init__(
        self, places: Iterable[Place], level: BoundaryLevel, region: str, name: str
    ) -> None:
        self._places = {one.code: one for one in places}
        self._region, self._level, self._name = region, level, plain(name, _REGENCY_PREFIX)
        self.expected = {
            code: one
            for code, one in self._places.items()
            if (one.kind == "kecamatan") == (level == "kecamatan")
        }
        self._named: dict[str, list[Place]] = {}
        for one in self.expected.values():
            self._named.setdefault(plain(one.name), []).append(one)

    def match(self, feature: Feature) -> Match:
        depth = 2 if self._level == "kecamatan" else 3
        codes = [one for one in codes_in(feature) if one.count(".") == depth]
        ours = [one for one in codes if one.startswith(f"{self._region}.")]
        other_level = any(one.count(".") != depth for one in codes_in(feature, _OWN))
        if (codes and not ours) or (other_level and not ours):
            return Match(None, outside=True)
        if ours:
            return self._by_code(feature, ours[0])
        return self._by_name(feature)

    def _by_code(self, feature: Feature, code: str) -> Match:
        place = self.expected.get(code)
        if place is None:
            return Match(None, notes=(note("code_unknown", feature.where, code),))
        name = self._own_name(feature)
        if name and plain(name) != plain(place.name):
            differs = note("name_differs", feature.where, f"{place.code} {place.name}")
            return Match(place, notes=(differs,))
        return Match(place)

    def _by_name(self, feature: Feature) -> Match:
        regency = _first(feature.properties, _REGENCY)
        if regency and plain(regency, _REGENCY_PREFIX) != self._name:
            return Match(None, outside=True)
        name = self._own_name(feature)
        found = self._named.get(plain(name), []) if name else []
        district = _first(feature.properties, _DISTRICT)
        if self._level == "desa" and district:
            found = [
                one for one in found if plain(self._places[one.parent_code].name) == plain(district)
            ]
        if not found:
            return Match(None, notes=(note("name_unknown", feature.where, name or "-"),))
        if len(found) > 1:
            return Match(None, notes=(note("name_ambiguous", feature.where, name),))
        return Match(found[0])

    def _own_name(self, feature: Feature) -> str:
        keys = _DISTRICT if self._level == "kecamatan" else _VILLAGE
        return _first(feature.properties, keys) or _first(feature.properties, _ANY)


def plain(name: str, prefix: re.Pattern[str] = _PREFIX) -> str:
    """A name without what people write differently: case, spaces, signs, "Desa" before it."""
    bare = prefix.sub("", name.strip().casefold())
    return "".join(sign for sign in bare if sign.isalnum())


def _first(properties: Mapping[str, object], keys: Iterable[str]) -> str:
    lower = {key.lower(): value for key, value in properties.items()}
    found = (lower.get(key) for key in keys)
    return next((one for one in found if isinstance(one, str) and one.strip()), "")
