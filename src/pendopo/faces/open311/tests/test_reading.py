"""GET methods against the specification: fields, filters, caps, errors; XML says what JSON says."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
import xmltodict

from pendopo.faces.open311.tests.conftest import CODE, DESCRIPTION, MONDAY, Caller, photo
from pendopo.voice.tests.doors import directory, ledger, voice

REQUEST = {
    "service_request_id", "status", "status_notes", "service_name", "service_code", "description",
    "agency_responsible", "service_notice", "requested_datetime", "updated_datetime",
    "expected_datetime", "address", "address_id", "zipcode", "lat", "long", "media_url",
}  # fmt: skip
LISTS = {
    "services": "service", "attributes": "attribute", "values": "value", "notes": "note",
    "endpoints": "endpoint", "formats": "format", "service_requests": "request",
    "service_request_updates": "request_update", "errors": "error",
}  # fmt: skip


def as_xml(value: Any) -> Any:
    """What a parser of XML makes of the content: texts, None, and items within their list."""
    if isinstance(value, dict):
        return {
            key: _items(key, inner) if isinstance(inner, list) else as_xml(inner)
            for key, inner in value.items()
        }
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value in (None, "") else str(value)


def _items(name: str, values: list[Any]) -> Any:
    found = [as_xml(one) for one in values]
    return {LISTS[name]: found} if found else None


def both(caller: Caller, path: str, query: Any = None) -> Any:
    """The JSON of an address, after its XML was found to say the same."""
    told = caller.get(f"{path}.json", query)
    marked = caller.get(f"{path}.xml", query)
    assert told["Content-Type"] == "application/json; charset=utf-8"
    assert marked["Content-Type"] == "text/xml; charset=utf-8"
    assert marked.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    assert told.status_code == marked.status_code
    content = json.loads(told.content)
    read = xmltodict.parse(marked.content, force_list=tuple(LISTS.values()))
    (root,) = read
    wanted = _items(root, content) if isinstance(content, list) else as_xml(content)
    assert read[root] == wanted
    return content


def send(application: Caller, **changes: Any) -> str:
    answer = application.file(**{"description": f"{DESCRIPTION} {changes}", **changes})
    assert answer.status_code == 201, answer.content
    return str(answer.json()[0]["service_request_id"])


def test_discovery_names_the_endpoint_and_its_formats(anyone: Caller) -> None:
    found = both(anyone, "discovery")
    assert set(found) == {"changeset", "contact", "key_service", "endpoints"}
    (endpoint,) = found["endpoints"]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["url"].endswith("/open311/v2")
    assert endpoint["formats"] == ["text/xml", "application/json"]
    assert anyone.client.get("/open311/discovery.xml").status_code == 200


def test_services_are_the_topics_and_classes(anyone: Caller) -> None:
    found = both(anyone, "services")
    fields = {"service_code", "service_name", "description", "metadata", "type", "keywords",
              "group"}  # fmt: skip
    assert all(set(one) == fields for one in found) and len(found) > 100
    codes = [one["service_code"] for one in found]
    assert len(set(codes)) == len(codes) and {"complaint", "lampu-jalan"} <= set(codes)
    assert {one["type"] for one in found} == {"realtime"}


def test_names_come_in_english_too(anyone: Caller) -> None:
    name = {
        locale: both(anyone, "services", {"locale": locale})[0]["service_name"]
        for locale in ("id", "en", "xx")
    }
    assert name == {"id": "Pengaduan", "en": "Complaint", "xx": "Pengaduan"}


def test_a_definition_has_attributes_with_values(anyone: Caller) -> None:
    found = both(anyone, "services/lampu-jalan")
    assert found["service_code"] == "lampu-jalan"
    fields = {"variable", "code", "datatype", "required", "datatype_description", "order",
              "description", "values"}  # fmt: skip
    assert [set(one) for one in found["attributes"]] == [fields, fields]
    assert [one["order"] for one in found["attributes"]] == [1, 2]
    assert [one["key"] for one in found["attributes"][0]["values"]] == [
        "open", "anonymous", "secret",
    ]  # fmt: skip


def test_a_request_shows_the_public_face_and_no_more(application: Caller) -> None:
    anyone = Caller()
    number = send(application, address_string="Belakang rumah Pak Joko", phone="081234567890",
                  first_name="Siti", media=photo())  # fmt: skip
    (found,) = both(anyone, f"requests/{number}")
    assert set(found) == REQUEST
    assert found["status"] == "open" and found["service_code"] == "lampu-jalan"
    assert found["service_name"] == "Lampu jalan mati" or found["service_name"]
    assert (found["lat"], found["long"]) == (-7.913, 113.821)
    assert found["description"] is None and found["media_url"] is None
    assert found["requested_datetime"] == "2026-11-16T09:00:00+07:00"
    assert "Joko" not in json.dumps(found) and found["address"]
    assert found["expected_datetime"] is None or found["expected_datetime"].endswith("+07:00")


def test_published_words_are_the_description(application: Caller, town: Any) -> None:
    number = send(application, description="Kata Pak Joko Susilo lampu mati, <b>tolong</b> & cepat")
    with ledger.use_region(CODE):
        who = town.actor("koordinator.aduan")
        proposal = voice.propose_text(number=number, who=who, now=MONDAY)
        voice.moderate(number=number, who=who, text=proposal.original, shown=True,
                       version=proposal.version, now=MONDAY)  # fmt: skip
    (found,) = both(Caller(), f"requests/{number}")
    assert found["description"] == "Kata Pak ••• lampu mati, <b>tolong</b> & cepat"


def test_extensions_add_what_pendopo_knows(application: Caller) -> None:
    number = send(application)
    (found,) = both(Caller(), f"requests/{number}", {"extensions": "true"})
    assert set(found) == {*REQUEST, "extended_attributes", "notes"}
    assert found["extended_attributes"]["state"] == "received"
    assert [one["type"] for one in found["notes"]] == ["received"]


def test_lists_filter_by_number_service_status_and_date(application: Caller) -> None:
    anyone = Caller()
    lamp = send(application, service_code="lampu-jalan")
    road = send(application, service_code="jalan-rusak")
    plain = send(application, service_code="complaint")

    def seen(**query: Any) -> list[str]:
        found = both(anyone, "requests", query)
        assert all(set(one) == REQUEST for one in found)
        return [one["service_request_id"] for one in found]

    assert {lamp, road, plain} <= set(seen())
    assert set(seen(service_request_id=f"{lamp},{road}")) == {lamp, road}
    assert seen(service_request_id=lamp.lower().replace("-", "")) == [lamp]
    assert lamp in seen(service_code="lampu-jalan") and road not in seen(service_code="lampu-jalan")
    assert {lamp, road} <= set(seen(service_code="lampu-jalan,jalan-rusak"))
    assert plain in seen(service_code="complaint") and lamp not in seen(service_code="complaint")
    assert {lamp, plain} <= set(seen(service_code="complaint,lampu-jalan"))
    assert lamp in seen(status="open") and lamp in seen(status="open,closed")
    assert lamp not in seen(status="closed")
    today = {"start_date": "2026-11-16T00:00:00Z", "end_date": "2026-11-16T23:00:00+07:00"}
    assert lamp in seen(**today)
    later = {"start_date": "2026-11-16T02:00:01Z", "end_date": "2026-11-17T00:00:00Z"}
    assert lamp not in seen(**later)
    assert lamp in seen(end_date="2026-11-16T02:00:00Z", start_date="2026-11-15T02:00:00Z")
    # Named requests override every other argument.
    assert seen(service_request_id=lamp, status="closed", service_code="jalan-rusak") == [lamp]
    assert seen(service_request_id="XXX-XXX-XXX") == []


def test_without_dates_the_last_ninety_days_are_meant(application: Caller) -> None:
    from pendopo.core.clock import FixedClock

    old = send(application)
    ledger.bind_clock(FixedClock(MONDAY + dt.timedelta(days=90)))
    assert old in ids(Caller().get("requests.json"))
    ledger.bind_clock(FixedClock(MONDAY + dt.timedelta(days=90, seconds=1)))
    assert old not in ids(Caller().get("requests.json"))
    assert old in ids(Caller().get("requests.json", {"start_date": "2026-11-16T00:00:00Z"}))


def ids(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [one["service_request_id"] for one in answer.json()]


def test_pages_follow_each_other(application: Caller) -> None:
    for count in range(5):
        send(application, description=f"{DESCRIPTION} Halaman {count}.")
    anyone, seen = Caller(), []
    for number in range(1, 400):
        page = ids(anyone.get("requests.json", {"page": number, "page_size": 2}))
        if not page:
            break
        assert len(page) <= 2
        seen += page
    assert len(seen) == len(set(seen)) and set(seen) == set(ids(anyone.get("requests.json")))


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("services", {"jurisdiction_id": "lain.example"}, 404),
        ("services/tidak-ada", {}, 404),
        ("requests/XXX-XXX-XXX", {}, 404),
        ("tokens/XXX-XXX-XXX", {}, 404),
        ("requests", {"jurisdiction_id": "99.99"}, 404),
        ("requests", {"service_code": "tidak-ada"}, 404),
        ("requests", {"status": "pending"}, 400),
        ("requests", {"start_date": "kemarin"}, 400),
        ("requests", {"start_date": "2026-11-16T09:00:00"}, 400),
        ("requests", {"start_date": "2026-13-45T09:00:00Z"}, 400),
        ("requests", {"start_date": "2026-11-17T00:00:00Z", "end_date": "2026-11-16T00:00:00Z"},
         400),
        ("requests", {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-06-01T00:00:00Z"},
         400),
        ("requests", {"end_date": "0001-01-01T00:00:00Z"}, 400),
        ("requests", {"page": "0"}, 400),
        ("requests", {"page": "9" * 30}, 400),
        ("requests", {"page_size": "1001"}, 400),
        ("requests", {"page_size": "banyak"}, 400),
        ("requests", {"service_request_id": ",".join(f"K{one}" for one in range(501))}, 400),
        ("requests", {"service_code": "lampu\x00jalan"}, 400),
        ("servicerequestupdates", {"start_date": "besok"}, 400),
        ("tidak-ada", {}, 404),
        ("services/a/b", {}, 404),
    ],
)  # fmt: skip
def test_errors_are_a_list_of_code_and_description(
    anyone: Caller, path: str, query: dict[str, str], status: int
) -> None:
    assert anyone.get(f"{path}.json", query).status_code == status
    for one in both(anyone, path, query):
        assert set(one) == {"code", "description"} and one["code"] == status
        assert " / " in one["description"]


def test_the_ending_or_the_accept_header_says_the_format(anyone: Caller) -> None:
    def kind(path: str, accept: str = "") -> str:
        headers = {"accept": accept} if accept else {}
        return str(anyone.get(path, **headers)["Content-Type"]).partition(";")[0]

    assert kind("services") == "text/xml"
    assert kind("services", "application/json") == "application/json"
    assert kind("services", "text/xml, application/json") == "text/xml"
    assert kind("services.json", "text/xml") == "application/json"
    assert kind("services.xml", "application/json") == "text/xml"
    assert anyone.get("services.yaml").status_code == 404
    assert anyone.get("services.csv").status_code == 404


def test_other_methods_and_other_bodies_are_turned_down(application: Caller) -> None:
    put = application.client.put("/open311/v2/requests.json", "{}", content_type="application/json")
    assert put.status_code == 405 and put["Allow"] == "GET, POST"
    sent = application.client.post(
        "/open311/v2/requests.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        content_type="text/xml",
    )  # fmt: skip
    assert sent.status_code == 415 and b"passwd" not in sent.content
    told = application.client.post("/open311/v2/requests.json", "{}", "application/json")
    assert told.status_code == 415


def test_a_key_is_needed_to_file(anyone: Caller, make_key: Any) -> None:
    reader = make_key("track")
    for key in ("", "salah", "pdp_salah", reader, "x" * 5000):
        for ending in ("json", "xml"):
            answer = Caller(key).file(f"requests.{ending}")
            assert answer.status_code == 403, (key, answer.content)
    # As a bearer token it stays out of the form.
    held = make_key("open311")
    answer = anyone.post(
        "requests.json",
        {"service_code": "complaint", "description": DESCRIPTION, "address_string": "Pasar"},
        authorization=f"Bearer {held}",
    )
    assert answer.status_code == 201


def test_a_revoked_key_files_no_more(town: Any, application: Caller) -> None:
    with ledger.use_region(CODE):
        who = directory.token_actor(application.key, MONDAY)
        directory.revoke_token(
            token_id=who.account_id, actor=town.actor("admin.kabupaten"), now=MONDAY
        )
    assert application.file().status_code == 403


def test_guessing_keys_is_slowed_down(anyone: Caller) -> None:
    from django.test import override_settings

    with override_settings(API_PER_MINUTE={"light": 1000, "heavy": 3}):
        statuses = [Caller(f"pdp_tebakan{one}").file().status_code for one in range(5)]
        assert statuses == [403, 403, 403, 429, 429]


def test_reading_has_its_pace(anyone: Caller) -> None:
    from django.test import override_settings

    with override_settings(API_PER_MINUTE={"light": 2, "heavy": 2}):
        answers = [anyone.get("discovery.json") for _ in range(3)]
        assert [one.status_code for one in answers] == [200, 200, 429]
        assert answers[2]["Retry-After"] == "60"


def test_the_filer_follows_a_secret_report_with_the_key(application: Caller, make_key: Any) -> None:
    number = send(application, **{"attribute[visibilitas]": "secret"})
    for caller in (Caller(), Caller(make_key("open311"))):
        query = {"api_key": caller.key} if caller.key else {}
        assert caller.get(f"requests/{number}.json", query).status_code == 404
        assert number not in ids(caller.get("requests.json", query))
        assert caller.get(f"tokens/{number}.json", query).status_code == 404
    own = {"api_key": application.key}
    assert ids(application.get(f"requests/{number}.json", own)) == [number]
    assert ids(application.get(f"tokens/{number}.json", own)) == [number]
    assert number not in ids(application.get("requests.json", own))


def test_an_anonymous_report_is_listed_without_a_name(application: Caller) -> None:
    number = send(application, first_name="Siti", **{"attribute[visibilitas]": "anonymous"})
    (found,) = both(Caller(), f"requests/{number}")
    assert "Siti" not in json.dumps(found)


def test_a_token_is_the_number_itself(application: Caller) -> None:
    number = send(application)
    (found,) = both(Caller(), f"tokens/{number}")
    assert found == {"service_request_id": number, "token": number}


def test_the_table_has_the_columns_of_the_bulk_specification(
    application: Caller, town: Any
) -> None:
    number = send(application)
    with ledger.use_region(CODE):
        who = town.actor("koordinator.aduan")
        voice.moderate(number=number, who=who, text='=HYPERLINK("x")', shown=True, version=1,
                       now=MONDAY)  # fmt: skip
    answer = Caller().get("requests.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    (row,) = (one for one in rows if one["service_request_id"] == number)
    assert row["status_description"] == "open" and row["lat"] == "-7.913"
    assert row["description"] == '\'=HYPERLINK("x")'


@pytest.mark.parametrize("path", ["requests.json", "requests.xml", "requests.csv"])
def test_a_hundred_are_listed_in_six_statements_at_most(application: Caller, path: str) -> None:
    from pendopo.voice.tests.test_bars import counted

    for count in range(3):
        send(application, description=f"{DESCRIPTION} Hitung {count}.")
    anyone = Caller()
    anyone.get(path)
    with counted() as few:
        anyone.get(path, {"page_size": 1})
    with counted() as many:
        anyone.get(path, {"page_size": 100, "extensions": "true"})
    assert len(few) == len(many) <= 5, "\n".join(many)
