"""One action on many tasks: counted, told row by row, undone."""

from __future__ import annotations

import re
from typing import Any

from pendopo.faces.desk.tests.seeing import open_task, text


def _pick(case: Any, version: int = 1) -> str:
    return f"{open_task(case, 'loket.ptsp').id}.{version}.{case.number}"


def test_a_dry_run_counts_and_changes_nothing(regency: Any, officer: Any) -> None:
    cases = [regency.submit() for _number in range(2)]
    client = officer("loket.ptsp")
    picks = [_pick(cases[0]), _pick(cases[1], version=9)]
    page = text(client.post("/meja/massal/", {"aksi": "ambil", "pick": picks}))
    assert "1 tugas akan diubah." in page
    assert cases[1].number in page
    assert all(open_task(case, "loket.ptsp").assignee_id is None for case in cases)


def test_it_is_done_row_by_row_and_can_be_undone(regency: Any, officer: Any) -> None:
    cases = [regency.submit() for _number in range(2)]
    client = officer("loket.ptsp")
    sent = {"aksi": "ambil", "jalan": "1", "pick": [_pick(case) for case in cases]}
    page = text(client.post("/meja/massal/", sent))
    assert "2 tugas berhasil." in page
    assert all(open_task(case, "loket.ptsp").assignee_id for case in cases)
    token = re.search(r'name="urung" value="([^"]*)"', page)
    assert token
    assert "Diurungkan" in text(client.post("/meja/massal/urung/", {"urung": token.group(1)}))
    assert all(open_task(case, "loket.ptsp").assignee_id is None for case in cases)


def test_an_undo_of_somebody_else_or_made_up_does_nothing(regency: Any, officer: Any) -> None:
    assert officer("loket.ptsp").post("/meja/massal/urung/", {"urung": "x"}).status_code == 409


def test_all_of_a_view_is_one_tick(regency: Any, officer: Any) -> None:
    regency.submit()
    sent = {"aksi": "tunda", "tampilan": "mine", "semua": "1"}
    page = text(officer("loket.ptsp").post("/meja/massal/", sent))
    found = re.search(r"(\d+) tugas akan diubah", page)
    assert found
    assert int(found.group(1)) >= 1


def test_nothing_ticked_goes_back_to_the_list(officer: Any) -> None:
    back = officer("loket.ptsp").post("/meja/massal/", {"aksi": "ambil", "pick": ["rubbish"]})
    assert back["Location"] == "/meja/"


def test_a_supervisor_hands_out_several_tasks_after_seeing_what_will_happen(
    regency: Any, officer: Any
) -> None:
    cases = [regency.submit() for _number in range(2)]
    for case in cases:
        case.do("loket.ptsp", "lengkap")
        case.do("teknis.dinkes", "rekomendasikan")
    other = regency.submit()  # the front office's: the drafter cannot do it
    picks = [
        f"{open_task(case, name).id}.1.{case.number}"
        for case, name in [(cases[0], "penata.ptsp"), (cases[1], "penata.ptsp"),
                           (other, "loket.ptsp")]
    ]  # fmt: skip
    client, drafter = officer("kabid.ptsp"), regency.actor("penata.ptsp")
    first = text(client.post("/meja/massal/", {"aksi": "serahkan", "pick": picks}))
    assert f'value="{drafter.account_id}"' in first
    sent = {"aksi": "serahkan", "pick": picks, "pejabat": str(drafter.account_id)}
    tried = text(client.post("/meja/massal/", sent))
    assert "2 tugas akan diubah." in tried
    assert "Pejabat ini tidak bertugas untuk langkah ini." in tried
    assert open_task(cases[0], "penata.ptsp").assignee_id is None
    done = text(client.post("/meja/massal/", {**sent, "jalan": "1"}))
    assert "2 tugas berhasil." in done
    assert {open_task(case, "penata.ptsp").assignee_id for case in cases} == {drafter.account_id}
    token = re.search(r'name="urung" value="([^"]*)"', done)
    assert token
    client.post("/meja/massal/urung/", {"urung": token.group(1)})
    assert {open_task(case, "penata.ptsp").assignee_id for case in cases} == {None}


def test_more_than_fifty_are_done_by_a_job_with_a_page_that_tells(
    regency: Any, officer: Any, monkeypatch: Any
) -> None:
    from tests.worker import Worker

    from pendopo.casework import api

    monkeypatch.setattr(api, "TASKS_AT_ONCE", 1)
    cases = [regency.submit() for _number in range(2)]
    client = officer("loket.ptsp")
    sent = {"aksi": "ambil", "jalan": "1", "pick": [_pick(one) for one in cases],
            "kunci": "massal-kunci-1"}  # fmt: skip
    first = client.post("/meja/massal/", sent)
    assert first.status_code == 302
    assert client.post("/meja/massal/", sent)["Location"] == first["Location"], "sent twice"
    address = first["Location"].partition("?")[0]
    page = text(client.get(address))
    assert "0 dari 2 tugas" in page and 'http-equiv="refresh"' in page
    assert officer("kabid.ptsp").get(address).status_code == 404
    Worker().drain()
    page = text(client.get(address))
    assert "2 tugas berhasil." in page and 'http-equiv="refresh"' not in page
    assert all(open_task(case, "loket.ptsp").assignee_id for case in cases)
    back = client.post(f"{address}urung/")
    Worker().drain()
    assert "2 tugas berhasil." in text(client.get(back["Location"]))
    assert all(open_task(case, "loket.ptsp").assignee_id is None for case in cases)
    assert "sudah diurungkan" in text(client.get(address))
