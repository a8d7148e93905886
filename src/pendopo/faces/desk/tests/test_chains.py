"""Dispositions and assignments on the screen."""

from __future__ import annotations

import re
from typing import Any

from pendopo.faces.desk.tests.seeing import form, open_task, text, url


def position_of(regency: Any, username: str) -> str:
    return str(regency.actor(username).positions[0].id)


def chain_of(case: Any, username: str = "kadis.ptsp") -> list[Any]:
    return list(case.view(username).dispositions)


def test_a_disposition_goes_down_and_its_report_comes_back(regency: Any, officer: Any) -> None:
    case, head = regency.submit(), officer("kadis.ptsp")
    page = head.get(f"/meja/berkas/{case.number}/")
    assert "Beri disposisi" in text(page)
    path = f"/meja/berkas/{case.number}/disposisi/"
    slip = {"kepada": position_of(regency, "kabid.ptsp"), "harap": "advise"}
    day = {"batas-day": "18", "batas-month": "11", "batas-year": "2026"}
    empty = head.post(path, {**slip, **day})
    assert empty.status_code == 422
    assert 'href="#arahan"' in text(empty)
    assert 'value="18"' in text(empty)
    done = head.post(path, {**slip, **day, "arahan": "Cek STR-nya"}, follow=True)
    assert "Disposisi diberikan." in text(done)
    (first,) = chain_of(case)
    division = officer("kabid.ptsp")
    listed = text(division.get("/meja/?tampilan=received"))
    assert case.number in listed
    assert "Tanggapan dan saran, dari Kepala Dinas" in listed
    (link,) = re.findall(rf'href="(/meja/berkas/{case.number}/\?tampilan=received)#', listed)
    opened = text(division.get(link))
    assert "Cek STR-nya" in opened
    assert 'class="case-row here"' in opened
    prefix = f"{first.id}-"
    passed = {
        "dari": str(first.id), f"{prefix}kepada": position_of(regency, "penata.ptsp"),
        f"{prefix}harap": "follow_up", f"{prefix}arahan": "Mohon dicek",
    }  # fmt: skip
    assert division.post(path, passed).status_code == 302
    _first, second = chain_of(case)
    early = division.post(f"/meja/disposisi/{first.id}/lapor/", {"versi": "1", "laporan": "Sudah"})
    assert early.status_code == 422
    told = officer("penata.ptsp").post(
        f"/meja/disposisi/{second.id}/lapor/", {"versi": "1", "laporan": "STR sah"}
    )
    assert told.status_code == 302
    whole = text(head.get(f"/meja/berkas/{case.number}/"))
    assert "STR sah" in whole
    assert "depth-1" in whole
    late = head.post(f"/meja/disposisi/{second.id}/tarik/", {"versi": "1"})
    assert late.status_code in (403, 422)
    assert "Cek STR-nya" not in text(officer("loket.ptsp").get("/meja/?tampilan=team"))


def test_a_refused_passing_on_is_told_at_its_own_slip(regency: Any, officer: Any) -> None:
    case, head = regency.submit(), officer("kadis.ptsp")
    path = f"/meja/berkas/{case.number}/disposisi/"
    slip = {"kepada": position_of(regency, "kabid.ptsp"), "arahan": "Cek", "harap": "know"}
    head.post(path, slip)
    (first,) = chain_of(case)
    page = officer("kabid.ptsp").post(path, {"dari": str(first.id)})
    assert page.status_code == 422
    assert f'href="#{first.id}-kepada"' in text(page)


def test_a_superior_hands_a_task_to_an_officer_and_takes_it_back(
    regency: Any, officer: Any
) -> None:
    case = regency.submit()
    case.do("loket.ptsp", "lengkap")
    case.do("teknis.dinkes", "rekomendasikan")
    task = open_task(case, "penata.ptsp")
    kabid = officer("kabid.ptsp")
    page = kabid.get(url(task.id))
    assert "Serahkan kepada" in text(page)
    assert "Serahkan kepada" not in text(officer("penata.ptsp").get(url(task.id)))
    drafter = regency.actor("penata.ptsp")
    sent = {"versi": str(task.version), "pejabat": str(drafter.account_id)}
    given = kabid.post(url(task.id, "serahkan/"), sent, follow=True)
    assert "Tarik ke tim" in text(given)
    assert "Anda pegang" in text(officer("penata.ptsp").get(url(task.id)))
    assert kabid.post(url(task.id, "serahkan/"), sent).status_code == 409
    back = kabid.post(url(task.id, "lepas/"), form(given, "pegang"), follow=True)
    assert "Belum ada yang memegang." in text(kabid.get(url(task.id))), text(back)


def test_the_list_of_dispositions_costs_as_little_as_the_inbox(
    regency: Any, officer: Any, statements: Any
) -> None:
    from pendopo.faces.desk.tests.seeing import work

    client = officer("kabid.ptsp")
    client.get("/meja/?tampilan=received")
    with statements() as captured:
        client.get("/meja/?tampilan=received")
    assert len(work(captured)) <= 6, work(captured)
