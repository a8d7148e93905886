"""How often one visitor may do a thing: one way to count, for every face.

Counts stand in the cache that all processes of an installation share (`CACHES`). A window opens
with the first time and closes by itself, so whoever has to wait can be told how long. Two
processes that count in the same instant may lose one: a brake, not a lock.

A generous limit is counted in small batches: writing the shared count for each request costs as
much as a statement, and whoever may 300 times a minute is not known better by it.
"""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from pendopo.ledger import api as ledger

IPV6_NETWORK = 64
"""Bits of an IPv6 address that name one household: the rest is the device's to choose."""


BATCHES = 50
"""A limit of at least twice as many is counted in so many batches."""
FRESH = 2.0
"""Seconds for which a process goes by what it knows of the shared count."""
MOST_HELD = 5_000
_lock = threading.Lock()
_held: dict[str, _Held] = {}


@dataclass(slots=True)
class _Held:
    """What one process has counted and not told yet, and the shared count as it knows it."""

    times: int
    kept: tuple[int, float]
    read_at: float


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times within so many seconds, counted from the first. `what`: a short word."""

    what: str
    most: int
    seconds: int


def wait(limit: Limit, who: str) -> int:
    """Seconds until `who` may again; 0: go ahead. Nothing is counted."""
    return _left(limit, _kept(limit, who))


def count(limit: Limit, who: str) -> None:
    """Once more."""
    _count(limit, who, _kept(limit, who))


def take(limit: Limit, who: str) -> int:
    """`wait`, and counted when there is nothing to wait for."""
    if limit.most >= 2 * BATCHES:
        with _lock:
            return _take_in_batches(limit, who)
    kept = _kept(limit, who)
    seconds = _left(limit, kept)
    if not seconds:
        _count(limit, who, kept)
    return seconds


def _take_in_batches(limit: Limit, who: str) -> int:
    name, now = _name(limit, who), time.time()
    held = _held.get(name)
    if held is None or now - held.read_at >= FRESH or now >= held.kept[1]:
        held = _tell(limit, who, held, now)
    count, ends = held.kept
    seconds = _left(limit, (count + held.times, ends))
    if seconds:
        return seconds
    held.times += 1
    if not count or held.times >= limit.most // BATCHES:
        held = _tell(limit, who, held, now)
    if len(_held) >= MOST_HELD:
        _held.clear()
    _held[name] = held
    return 0


def _tell(limit: Limit, who: str, held: _Held | None, now: float) -> _Held:
    """Add what was held to the shared count, and know it again."""
    kept = _kept(limit, who)
    if held is not None and held.times:
        kept = _count(limit, who, kept, held.times)
    return _Held(0, kept, now)


def address(request: HttpRequest) -> str:
    """The visitor's network address, as far as our own proxies tell; an IPv6 one by its network."""
    try:
        text = str(get_adapter().get_client_ip(request))
        found = ipaddress.ip_address(text)
    except (PermissionDenied, ValueError):
        return "unknown"
    if found.version == 6:
        return str(ipaddress.ip_network((found, IPV6_NETWORK), strict=False).network_address)
    return text


def _left(limit: Limit, kept: tuple[int, float]) -> int:
    count, ends = kept
    return max(1, math.ceil(ends - time.time())) if count >= limit.most else 0


def _count(limit: Limit, who: str, kept: tuple[int, float], times: int = 1) -> tuple[int, float]:
    before, ends = kept
    now = time.time()
    ends = ends if before else now + limit.seconds
    counted = (before + times, ends)
    cache.set(_name(limit, who), counted, timeout=max(1, math.ceil(ends - now)))
    return counted


def _kept(limit: Limit, who: str) -> tuple[int, float]:
    """How often so far, and when the window closes."""
    found = cache.get(_name(limit, who))
    return found if found and found[1] > time.time() else (0, 0.0)


def _name(limit: Limit, who: str) -> str:
    return f"pace:{limit.what}:{limit.seconds}:{ledger.current_region()}:{who}"
