"""How often one visitor may: a window from the first time, known to every process."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

LIMIT_SECONDS = 600


@pytest.fixture
def limit(tmp_path: Any) -> Any:
    from django.conf import settings
    from django.test import override_settings

    from pendopo.faces.components import pace
    from pendopo.ledger import api as ledger

    caches = {"default": {**settings.CACHES["default"], "LOCATION": str(tmp_path)}}
    with override_settings(CACHES=caches), ledger.use_region("35.11"):
        yield pace.Limit("uji", most=3, seconds=LIMIT_SECONDS)


def test_so_many_then_a_wait_that_gets_shorter(limit: Any, monkeypatch: Any) -> None:
    from pendopo.faces.components import pace

    clock = [1_000_000.0]
    monkeypatch.setattr(pace.time, "time", lambda: clock[0])
    assert [pace.take(limit, "a") for _ in range(3)] == [0, 0, 0]
    assert pace.take(limit, "a") == LIMIT_SECONDS
    assert pace.take(limit, "b") == 0  # somebody else
    clock[0] += 599
    assert pace.take(limit, "a") == 1
    clock[0] += 1
    assert pace.take(limit, "a") == 0


def test_a_generous_limit_is_counted_in_batches_and_holds(limit: Any, monkeypatch: Any) -> None:
    from django.core.cache import cache

    from pendopo.faces.components import pace

    clock = [1_000_000.0]
    monkeypatch.setattr(pace.time, "time", lambda: clock[0])
    wide = pace.Limit("uji-lebar", most=200, seconds=60)
    writes = []
    real = cache.set
    monkeypatch.setattr(cache, "set", lambda *a, **k: (writes.append(a), real(*a, **k)))
    waits = [pace.take(wide, "a") for _ in range(201)]
    assert waits[:200] == [0] * 200 and waits[200] == 60
    assert len(writes) <= 52
    assert pace.take(wide, "b") == 0  # somebody else
    clock[0] += 60
    assert pace.take(wide, "a") == 0


def test_batches_of_two_processes_meet(limit: Any, monkeypatch: Any) -> None:
    """What another process told is known here within two seconds."""
    from pendopo.faces.components import pace

    clock = [1_000_000.0]
    monkeypatch.setattr(pace.time, "time", lambda: clock[0])
    wide = pace.Limit("uji-lebar", most=200, seconds=60)
    assert pace.take(wide, "c") == 0
    pace._count(wide, "c", pace._kept(wide, "c"), 199)
    clock[0] += 2
    assert pace.take(wide, "c") == 58


def test_looking_counts_nothing(limit: Any) -> None:
    from pendopo.faces.components import pace

    assert [pace.wait(limit, "a") for _ in range(9)] == [0] * 9
    for _ in range(3):
        pace.count(limit, "a")
    assert pace.wait(limit, "a") > 0


def test_another_process_knows_the_count(limit: Any, tmp_path: Any) -> None:
    """The cache lies on disk, so a count made elsewhere is read here."""
    from pendopo.faces.components import pace

    code = (
        "import sys, pickle, zlib, time, django\n"
        "from django.conf import settings\n"
        "settings.configure(CACHES={'default': {'BACKEND':"
        " 'django.core.cache.backends.filebased.FileBasedCache', 'LOCATION': sys.argv[1]}})\n"
        "from django.core.cache import cache\n"
        "cache.set(sys.argv[2], (3, time.time() + 600), timeout=600)\n"
    )
    name = pace._name(limit, "a")
    subprocess.run([sys.executable, "-c", code, str(tmp_path), name], check=True, timeout=60)
    assert pace.wait(limit, "a") > 590


@pytest.mark.parametrize(
    ("sent", "known"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("bukan alamat", "unknown"),
        ("", "unknown"),
    ],
)
def test_an_address_is_a_household(sent: str, known: str) -> None:
    from django.test import RequestFactory

    from pendopo.faces.components import pace

    assert pace.address(RequestFactory().get("/", REMOTE_ADDR=sent)) == known
