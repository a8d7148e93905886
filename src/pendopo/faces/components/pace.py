"""How often one visitor may do a thing: one way to count, for every face.

Counts stand in the cache that all processes of an installation share (`CACHES`). A window opens
with the first time and closes by itself, so whoever has to wait can be told how long. Two
processes that count in the same instant may lose one: a brake, not a lock.
"""

from __future__ import annotations

import ipaddress
import math
import time
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from pendopo.ledger import api as ledger

IPV6_NETWORK = 64
"""Bits of an IPv6 address that name one household: the rest is the device's to choose."""


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
    kept = _kept(limit, who)
    seconds = _left(limit, kept)
    if not seconds:
        _count(limit, who, kept)
    return seconds


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


def _count(limit: Limit, who: str, kept: tuple[int, float]) -> None:
    before, ends = kept
    now = time.time()
    ends = ends if before else now + limit.seconds
    cache.set(_name(limit, who), (before + 1, ends), timeout=max(1, math.ceil(ends - now)))


def _kept(limit: Limit, who: str) -> tuple[int, float]:
    """How often so far, and when the window closes."""
    found = cache.get(_name(limit, who))
    return found if found and found[1] > time.time() else (0, 0.0)


def _name(limit: Limit, who: str) -> str:
    return f"pace:{limit.what}:{limit.seconds}:{ledger.current_region()}:{who}"
