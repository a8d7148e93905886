"""`georeport` from PyPI follows what another application filed, in JSON and in XML."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import requests
from georeport import GeoReport

from tests.journeys.site import wait_for

CODE = "35.11"
MONDAY = dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)
WORDS = "Lampu jalan di depan sekolah mati sejak seminggu (contoh)."


@pytest.fixture(scope="module")
def key(site: Any, regency: Any) -> str:
    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger

    with ledger.use_region(CODE):
        who = regency.actor("admin.kabupaten")
        issued = directory.issue_token(
            organisation_id=who.positions[0].organisation_id,
            name="Klien uji",
            scopes=["open311", "open311_updates"],
            actor=who,
            now=MONDAY,
        )
    return issued.secret


@pytest.fixture(scope="module", params=["json", "xml"])
def client(request: pytest.FixtureRequest, site: Any, key: str) -> Any:
    """The client as its documentation shows it; jurisdiction by the code of the region."""
    root = f"{site.origin}/open311/v2"
    return GeoReport(root, jurisdiction=CODE, api_key=key, output_format=request.param)


def filed(site: Any, key: str, ending: str) -> str:
    """The client cannot file: a plain form does it, as the specification shows."""
    answer = requests.post(
        f"{site.origin}/open311/v2/requests.json",
        data={
            "api_key": key, "jurisdiction_id": CODE, "service_code": "lampu-jalan",
            "lat": "-7.91355", "long": "113.82134", "description": f"{WORDS} {ending}",
            "attribute[visibilitas]": "open", "first_name": "Siti (contoh)",
        },
        timeout=30,
    )  # fmt: skip
    assert answer.status_code == 201, answer.text
    return str(answer.json()[0]["service_request_id"])


def test_it_finds_services_and_their_attributes(client: Any) -> None:
    services = client.get_service_list()
    assert len(services) > 100
    lamp = next(one for one in services if one["service_code"] == "lampu-jalan")
    assert lamp["type"] == "realtime" and str(lamp["metadata"]).lower() == "true"
    found = client.get_service_definition("lampu-jalan")
    assert found["service_code"] == "lampu-jalan" and found["attributes"]


def test_it_follows_a_request(client: Any, site: Any, key: str) -> None:
    number = filed(site, key, client.output_format)
    one = client.get_service_request(number)
    assert one["service_request_id"] == number and one["status"] == "open"
    assert (float(one["lat"]), float(one["long"])) == (-7.913, 113.821)
    assert not one["description"] and "Siti" not in str(one)
    listed = client.get_service_requests(service_code="lampu-jalan", status="open")
    listed = listed if isinstance(listed, list) else [listed]
    assert number in {one["service_request_id"] for one in listed}
    named = client.get_service_requests(service_request_id=number)
    assert number in str(named)


def test_it_is_told_what_is_wrong(client: Any) -> None:
    with pytest.raises(requests.HTTPError) as wrong:
        client.get_service_request("XXX-XXX-XXX")
    assert wrong.value.response.status_code == 404
    with pytest.raises(requests.HTTPError) as wrong:
        client.get_service_requests(start_date="kemarin")
    assert wrong.value.response.status_code == 400
    assert "start_date" in wrong.value.response.text


def test_an_update_of_the_reporter_is_taken_while_the_worker_runs(site: Any, key: str) -> None:
    number = filed(site, key, "balasan")
    root = f"{site.origin}/open311/v2"
    update = {"api_key": key, "service_request_id": number, "update_id": "1",
              "description": "Sekarang dua tiang.", "status": "OPEN"}  # fmt: skip
    told = requests.post(f"{root}/servicerequestupdates.xml", data=update, timeout=30)
    assert told.status_code == 201 and b"<update_id>1</update_id>" in told.content
    found = wait_for(
        lambda: requests.get(f"{root}/requests/{number}.json", timeout=30).json(), "the request"
    )
    assert found[0]["status"] == "open"
