"""Where all cases of a service stand on its drawing, and the way of one of them."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from typing import Any

from lxml import etree

from pendopo.faces.desk.tests.seeing import text


def _marks(page: str) -> dict[str, Any]:
    (found,) = re.findall(r'data-marks="([^"]*)"', page)
    return {one["element"]: one for one in json.loads(html.unescape(found))}


def test_each_step_says_how_many_wait_and_since_when(
    regency: Any, officer: Any, now: dt.datetime
) -> None:
    for days in (2, 0):
        regency.submit(now=now - dt.timedelta(days=days))
    page = text(officer("teknis.dinkes").get("/meja/proses/sip-dokter/"))
    waiting = _marks(page)["periksa"]
    assert int(waiting["badge"]) >= 2
    assert "berkas, tertua" in waiting["said"]
    assert "<caption>Berkas di tiap langkah</caption>" in page


def test_what_is_past_its_limit_is_said(regency: Any, officer: Any, now: dt.datetime) -> None:
    regency.submit(now=now - dt.timedelta(days=30))
    waiting = _marks(text(officer("loket.ptsp").get("/meja/proses/sip-dokter/")))["periksa"]
    assert waiting["state"] == "late" and "terlambat" in waiting["said"]


def test_a_case_shows_its_way(regency: Any, officer: Any) -> None:
    case = regency.submit()
    marks = _marks(text(officer("loket.ptsp").get(f"/meja/berkas/{case.number}/jalan/")))
    assert {name: one["state"] for name, one in marks.items()} == {"periksa": "now"}


def test_the_file_is_the_package_s_own(regency: Any, officer: Any) -> None:
    client = officer("loket.ptsp")
    page = text(client.get("/meja/proses/sip-dokter/"))
    (address,) = re.findall(r'data-process="([^"]*)"', page)
    answer = client.get(address)
    assert answer["Content-Type"] == "application/xml"
    shapes = etree.fromstring(answer.content).findall(".//{*}BPMNShape")
    assert {one.get("bpmnElement") for one in shapes} >= set(_marks(page))
    assert client.get(address.replace(".bpmn", "0.bpmn")).status_code == 404


def test_an_unknown_service_or_version_is_not_found(officer: Any) -> None:
    client = officer("loket.ptsp")
    for address in ("/meja/proses/tidak-ada/", "/meja/proses/sip-dokter/?versi=0"):
        assert client.get(address).status_code == 404
