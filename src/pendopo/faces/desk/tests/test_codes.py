"""Codes are chosen from a list: which agency answers a report, and what it is about."""

from __future__ import annotations

import re
from typing import Any

from pendopo.faces.desk.tests.seeing import open_task, text, url

ROADS = "1.03.0.00.0.00.01.0000"


def select(page: str, name: str) -> str:
    found = re.search(rf'<select[^>]*name="{name}".*?</select>', page, re.S)
    assert found, f"no list {name}"
    return found.group(0)


def chosen(page: str, name: str) -> list[str]:
    options = re.findall(r"<option[^>]*>", select(page, name))
    return [
        value.group(1)
        for one in options
        if re.search(r"\bselected\b", one) and (value := re.search(r'value="([^"]+)"', one))
    ]


def a_report(regency: Any) -> Any:
    from pendopo.voice.tests.reporting import applied, send

    regency.publish("pengaduan-masyarakat")
    return applied(regency, send())


def advise(case: Any, *, automatic: bool) -> None:
    from pendopo.ledger import api as ledger
    from pendopo.voice.models import Report

    choice = {
        "agency": ROADS, "topic": "jalan-rusak", "confidence": 0.9, "automatic": automatic,
        "sensitive": False, "oversight": False,
    }  # fmt: skip
    found = {"model": "abc", "choices": [choice], "sensitive": []}
    with ledger.use_region("35.11"), ledger.region_transaction():
        Report.objects.filter(pk=case.case_id).update(suggestion=found)


def test_agency_and_topic_are_lists(regency: Any, officer: Any) -> None:
    case, client = a_report(regency), officer("koordinator.aduan")
    page = text(client.get(url(open_task(case, "koordinator.aduan").id)))
    assert f'value="{ROADS}"' in select(page, "instansi")
    assert "Jalan rusak dan berlubang" in select(page, "topik")
    assert not chosen(page, "instansi") and not chosen(page, "topik")


def test_a_sure_suggestion_stands_there_already_and_an_unsure_one_does_not(
    regency: Any, officer: Any
) -> None:
    case, client = a_report(regency), officer("koordinator.aduan")
    address = url(open_task(case, "koordinator.aduan").id)
    advise(case, automatic=True)
    page = text(client.get(address))
    assert (chosen(page, "instansi"), chosen(page, "topik")) == ([ROADS], ["jalan-rusak"])
    advise(case, automatic=False)
    assert not chosen(text(client.get(address)), "instansi")
