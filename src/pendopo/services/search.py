"""Finds services by the words people type: stems, typos and spelling of the street included."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

WORDS = 12
"""Words of a query that count; the rest is ignored."""

LENGTH = 40
_SIMILAR = 0.34
_ENOUGH = 0.5

# PostgreSQL's and Sastrawi's lists miss or overdo the words of a counter; these say nothing there.
_SAID = """
    ada adalah agar akan aku anda apa bagaimana bagi bikin bisa buat cara cari dalam dan dari dapat
    dengan di dimana gimana guna harus hendak ingin ini itu juga ke kalau kami kapan kita kok lagi
    mau membuat memohon mengajukan mengurus mengurusi meminta minta mohon nya oleh pada pengajuan
    pengurusan permohonan perlu saya secara seperti sih surat tentang untuk urus yang
    a about an and apply can do for from get how i in is it letter my need of on or the to want
    what where with
"""
STOP_WORDS = frozenset(_SAID.split())


@dataclass(frozen=True, slots=True)
class Entry:
    """The searchable words of one service and their stems -> how much a hit there means."""

    slug: str
    weights: Mapping[str, float]


def entry(slug: str, parts: Iterable[tuple[float, str]]) -> Entry:
    """parts: (weight, text); a word keeps its highest weight."""
    weights: dict[str, float] = {}
    for weight, text in parts:
        for word in words(text):
            for form in (word, stem(word)):
                weights[form] = max(weight, weights.get(form, 0.0))
    return Entry(slug, weights)


def words(text: str) -> list[str]:
    """The words of `text` that mean something, in order, in plain small letters."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    found = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    return [word[:LENGTH] for word in found if word not in STOP_WORDS]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The Indonesian stem of one lower-case word ("perizinan" -> "izin")."""
    return str(_stemmer().stem(word)) or word


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer:
    return Stemmer(ArrayDictionary(StemmerFactory().get_words()))


def search(entries: Iterable[Entry], text: str) -> tuple[tuple[str, float], ...]:
    """(slug, score) best first, of the entries that at least half of the words speak of.

    A query without any telling word finds nothing.
    """
    asked = list(dict.fromkeys(words(text[: WORDS * LENGTH])))[:WORDS]
    if not asked:
        return ()
    found: list[tuple[str, float]] = []
    for one in entries:
        hits = [_best(word, one.weights) for word in asked]
        score = sum(strength * weight for strength, weight in hits) / len(asked)
        covered = sum(strength for strength, _ in hits) / len(asked)
        if covered >= _ENOUGH:
            found.append((one.slug, round(score * covered, 4)))
    return tuple(sorted(found, key=lambda hit: (-hit[1], hit[0])))


def _best(word: str, weights: Mapping[str, float]) -> tuple[float, float]:
    """How strongly `word` is met (0..1) and the weight of the word that meets it best."""
    for form in (word, stem(word)):
        if form in weights:
            return 1.0, weights[form]
    best = (0.0, 0.0)
    for known, weight in weights.items():
        if len(word) >= 3 and known.startswith(word):
            strength = 0.9
        else:
            strength = similarity(word, known)
            if strength < _SIMILAR:
                continue
        best = max(best, (strength, weight), key=lambda pair: pair[0] * pair[1])
    return best


def similarity(one: str, other: str) -> float:
    """Dice similarity of the letter pairs of two words, 0..1; short words must be equal."""
    if min(len(one), len(other)) < 4:
        return 0.0
    left, right = _pairs(one), _pairs(other)
    return 2 * len(left & right) / (len(left) + len(right))


@lru_cache(maxsize=20_000)
def _pairs(word: str) -> frozenset[str]:
    framed = f" {word} "
    return frozenset(framed[at : at + 2] for at in range(len(framed) - 1))
