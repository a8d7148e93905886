"""The stream for real: granian, the database's notices, an HTTP client."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from pendopo.faces.command.tests.serving import Server, events, facts, serving

CODE = "35.11"


@pytest.fixture(scope="module")
def web(regency: Any) -> Iterator[Server]:
    """The server, with a second region beside ours."""
    from tests.regency import LONG_AGO, PASSWORD, ROOT

    from pendopo.directory import api as directory

    directory.load_region(ROOT / "packages/regions/jember", now=LONG_AGO, demo_password=PASSWORD)
    with serving() as one:
        yield one


@pytest.fixture
def cookie(regency: Any) -> Any:
    """`cookie("loket.ptsp")` -> the Cookie header of a fresh session of that account."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    def of(username: str) -> str:
        client = Client()
        client.force_login(get_user_model().objects.get(username=username))
        return f"sessionid={client.cookies['sessionid'].value}"

    return of


def _happen(regency: Any, worker: Any) -> None:
    """Something happens, and the sequencer gives it its place."""
    from pendopo.ledger import api as ledger

    regency.submit(now=ledger.clock().now())
    worker.drain()


def test_a_fact_is_told_within_two_seconds(
    web: Server, cookie: Any, regency: Any, worker: Any
) -> None:
    worker.drain()
    stream = web.get("/events", cookie("bupati"))
    assert stream.status == 200
    assert stream.headers["Content-Type"].startswith("text/event-stream")
    assert next(events(stream, within=2))["event"] == "beat", "it says at once that it listens"
    began = time.monotonic()
    _happen(regency, worker)
    told = facts(stream, within=3)
    assert time.monotonic() - began < 2 + 1.5, "submitting and sequencing included"
    assert told["data"]["kinds"].get("case.submitted", 0) >= 1
    assert int(told["id"]) == told["data"]["seq"]
    assert set(told["data"]) == {"seq", "kinds"}, "no content"


def test_a_returning_stream_hears_what_it_missed(
    web: Server, cookie: Any, regency: Any, worker: Any
) -> None:
    first = web.get("/events", cookie("bupati"))
    _happen(regency, worker)
    last = facts(first)["id"]
    while True:  # several batches may have been told one by one
        try:
            last = facts(first, within=0.6)["id"]
        except AssertionError:
            break
    first.connection.close()  # type: ignore[attr-defined]  # see serving
    _happen(regency, worker)
    again = web.get("/events", cookie("bupati"), **{"Last-Event-ID": last})
    told = facts(again)
    assert told["data"]["kinds"]["case.submitted"] == 1
    assert int(told["id"]) > int(last)
    newest = web.get("/events", cookie("bupati"), **{"Last-Event-ID": told["id"]})
    assert [one["event"] for one in events(newest, within=1)] == ["beat"], "nothing twice"


@pytest.mark.parametrize("last", ["-1", "x", "9" * 30, "1.5", "99999999"])
def test_a_strange_last_event_id_is_no_harm(web: Server, cookie: Any, last: str) -> None:
    assert web.get("/events", cookie("bupati"), **{"Last-Event-ID": last}).status == 200


def test_who_may_not_listen(web: Server, cookie: Any) -> None:
    refused = {
        "anonymous": web.get("/events").status,
        "nonsense": web.get("/events", "sessionid=" + "x" * 32).status,
        "hostile": web.get("/events", "sessionid=' OR 1=1 --; a=\xff").status,
        "citizen": web.get("/events", cookie("warga")).status,
        "other region": web.get("/events", cookie("bupati"), host="jember.localhost").status,
    }
    assert set(refused.values()) == {403}, refused
    assert web.get("/events", cookie("bupati"), host="bondowoso.localhost").status == 200


def test_pages_do_not_wait_for_streams(web: Server, cookie: Any) -> None:
    held = [web.get("/events", cookie("bupati")) for _ in range(40)]
    assert all(one.status == 200 for one in held)
    began = time.monotonic()
    assert web.get("/healthz").status == 200
    assert web.get("/pusat/ubin/", cookie("bupati")).status == 200
    assert time.monotonic() - began < 2


def test_it_stops_in_time_with_open_streams(regency: Any, cookie: Any) -> None:
    with serving() as own:
        held = [own.get("/events", cookie("bupati")) for _ in range(20)]
        assert next(events(held[0], within=2))["event"] == "beat"
        took = own.stop()
        assert took < 3, f"{took:.1f} s"
        assert own.process.returncode == 0


def test_numbers_that_moved_are_told_to_their_region_alone(django: None) -> None:
    """The notice of the measures reader reaches streams as an event of its own kind."""
    from pendopo.faces.command.hub import Hub, Stream

    hub = Hub()
    here, there = Stream(region="35.11"), Stream(region="35.09")
    hub.streams |= {here, there}
    for words in ("4711", "measure.moved 35.11 41"):
        hub._moved(words)
    assert here.waiting.is_set() and here.take() == (Counter({"measure.moved": 1}), 41)
    assert there.take() is None
