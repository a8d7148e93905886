"""Whoever is reported neither reads nor hears of what the Inspectorate examines: every door, in
every class, for a citizen may choose the wrong one."""

from __future__ import annotations

from typing import Any

import pytest

from pendopo.voice.tests.doors import casework, ledger, voice
from pendopo.voice.tests.lists import WORKING, agency, brought, here, line, text
from pendopo.voice.tests.reporting import (
    CODE,
    DAY,
    INSPECTORATE,
    MONDAY,
    ROADS,
    applied,
    at,
    check_rebuilt,
    forward,
    photo,
    send,
)
from pendopo.voice.tests.test_reclassifying import turn
from pendopo.voice.tests.test_work import fire

SORTS = ("complaint", "aspiration", "information")
BRIBE = "pungutan-sekolah"  # oversight, and its topic names an ordinary agency
REPORTED = ("penghubung.dpupr", "kadis.dpupr")


def people(town: Any) -> list[Any]:
    """Officers of the agency reported."""
    return [town.actor(username) for username in REPORTED]


def check_closed(town: Any, case: Any, now: Any) -> None:
    """Every door of an officer of the agency reported."""
    for who in people(town):
        with ledger.use_region(CODE):
            with pytest.raises(casework.NotFound):
                casework.case_of_number(number=case.number, who=who, now=now)
            with pytest.raises(casework.NotFound):
                casework.unseal(case_id=case.case_id, who=who, purpose="work", now=now)
            with pytest.raises(casework.NotFound):
                casework.add_note(case_id=case.case_id, who=who, body="Halo.", now=now)
            for view in casework.VIEWS:
                page = casework.inbox(who=who, view=view, limit=500, now=now)
                assert case.number not in {one.number for one in page.cards}, view
            assert not casework.find_cases(who=who, text=case.number)
            found = casework.find_by_name(who=who, name="Siti Rahmawati", limit=200, now=now)
            assert case.number not in {one.number for one in found}
            with pytest.raises((voice.Refused, casework.NotFound)):
                voice.proofs(number=case.number, who=who)
            with pytest.raises((voice.Refused, casework.NotFound)):
                voice.write(number=case.number, who=who, message="Halo.", now=now)


def heard(town: Any, case: Any, since: Any) -> set[Any]:
    """People of the agency who were written to about the report since then."""
    from pendopo.messages.models import Notice

    own = {one.person_id for one in people(town)}
    with ledger.use_region(CODE), ledger.region_transaction():
        rows = Notice.objects.filter(about_id=case.case_id, made_at__gt=since)
        return own & set(rows.values_list("person_id", flat=True))


@pytest.mark.parametrize("sort", SORTS)
def test_what_was_chosen_for_an_agency_goes_to_the_inspectorate(
    town: Any, worker: Any, sort: str
) -> None:
    receipt = send(sort=sort, photos=[photo()])
    case = applied(town, receipt)
    done = case.do("koordinator.aduan", "teruskan", MONDAY, topik=BRIBE, instansi=ROADS)
    worker.drain(MONDAY)
    assert done.outcome == "pengawasan"
    found = check_rebuilt(receipt)
    assert (found.status, found.oversight, found.agency_id) == (
        "audited", True, agency(INSPECTORATE),
    )  # fmt: skip
    check_closed(town, case, MONDAY)
    assert case.view("koordinator.aduan").tracking.due_at == at("2027-02-15 15:30")
    case.do("auditor.inspektorat", "selesai", MONDAY + DAY, jawaban="Terbukti (contoh).")
    case.do("inspektur", "terima", MONDAY + DAY)
    worker.drain(MONDAY + DAY)
    assert check_rebuilt(receipt).status == "answered"
    check_closed(town, case, MONDAY + DAY)


@pytest.mark.parametrize("sort", SORTS)
def test_the_coordinator_sends_it_there_whatever_the_topic(
    town: Any, worker: Any, sort: str
) -> None:
    receipt = send(sort=sort)
    case = applied(town, receipt)
    case.do("koordinator.aduan", "pengawasan", MONDAY, alasan="Dugaan pungutan (contoh).")
    worker.drain(MONDAY)
    assert check_rebuilt(receipt).agency_id == agency(INSPECTORATE)
    check_closed(town, case, MONDAY)


@pytest.mark.parametrize("before", SORTS)
@pytest.mark.parametrize("sort", SORTS)
def test_also_after_it_was_given_another_class(
    town: Any, worker: Any, before: str, sort: str
) -> None:
    if before == sort:
        return
    receipt = send(sort=before)
    turn(town, receipt, sort, MONDAY)
    case = applied(town, receipt)
    case.do("koordinator.aduan", "teruskan", MONDAY, topik=BRIBE, instansi=ROADS)
    worker.drain(MONDAY)
    found = check_rebuilt(receipt)
    assert (found.sort, found.status) == (sort, "audited")
    check_closed(town, case, MONDAY)


@pytest.mark.parametrize("sort", ["complaint", "aspiration"])
def test_whoever_had_it_before_reads_and_hears_of_it_no_more(
    town: Any, worker: Any, sort: str
) -> None:
    """It lay with the agency until it was late: its heads heard of that, and it gave it back."""
    receipt = send(sort=sort, now=at("2026-11-16 09:00"))
    case = applied(town, receipt)
    forward(case, worker, at("2026-11-16 10:00"), agency=ROADS)
    late = at("2026-12-02 10:00")
    fire(late)
    worker.drain(late)
    with ledger.use_region(CODE), ledger.region_transaction():
        from pendopo.casework import models as cases

        raised = cases.Raised.objects.filter(case_id=case.case_id)
        assert raised.filter(organisation_id=agency(ROADS)).exists(), "its heads took part"
    case.do("penghubung.dpupr", "bukan_wewenang", late, alasan="Tentang pungutan.")
    case.do("koordinator.aduan", "pengawasan", late, catatan="Dugaan pungutan (contoh).")
    worker.drain(late)
    check_closed(town, case, late)
    with ledger.use_region(CODE), ledger.region_transaction():
        assert not raised.filter(organisation_id=agency(ROADS)).exists()
    with ledger.use_region(CODE):
        facts = ledger.facts_about(about=case.case_id, kinds=("case.narrowed",))
        assert len(facts) == 1 and str(agency(ROADS)) not in str(facts[0].data)
    # the examination itself is late: its own ladder hears, nobody of the agency reported
    later = at("2027-03-10 10:00")
    fire(later)
    worker.drain(later)
    assert check_rebuilt(receipt).rung >= 1
    assert not heard(town, case, late)
    check_closed(town, case, later)


def test_lists_know_oversight_of_every_class(town: Any) -> None:
    for number, sort in (("V1", "Aspirasi"), ("V2", "Permintaan Informasi")):
        changed = WORKING | {"Klasifikasi": f"{sort} Berkadar Pengawasan"}
        brought(town, text(line(number, **changed)))
        row = here(number)
        assert (row.status, row.agency_id) == ("audited", agency(INSPECTORATE)), (
            "never the one named"
        )
        with ledger.use_region(CODE):
            for who in people(town):
                assert not casework.find_cases(who=who, text=row.number)
