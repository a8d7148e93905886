"""The wall shows the pulse of casework and nothing else, to whom it may."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

CODE = "35.11"
PARTS = ("", "ubin/", "beban/", "alarm/")


def _pulse() -> Any:
    from pendopo.casework import api as casework
    from pendopo.ledger import api as ledger

    with ledger.use_region(CODE):
        return casework.pulse(now=ledger.clock().now())


def _figures(page: str) -> list[str]:
    return re.findall(r'class="figure">([^<]*)', page)


@pytest.mark.parametrize(
    ("username", "status"),
    [
        ("bupati", 200),
        ("kadis.ptsp", 200),
        ("admin.kabupaten", 200),
        ("loket.ptsp", 403),
        ("warga", 403),
        ("", 302),
    ],
)
def test_who_may_look(signed_in: Any, username: str, status: int) -> None:
    client = signed_in(username)
    assert [client.get(f"/pusat/{part}").status_code for part in PARTS] == [status] * 4


def test_it_only_reads(signed_in: Any) -> None:
    client = signed_in("bupati")
    assert [client.post(f"/pusat/{part}").status_code for part in PARTS] == [405] * 4


def test_every_view_says_who_may_look(regency: Any) -> None:
    from pendopo.faces.command.urls import urlpatterns
    from pendopo.watch.api import WATCHERS

    leaders = {"regent", "chief"}
    assert all(leaders <= set(pattern.callback.access) for pattern in urlpatterns)
    assert {
        pattern.callback.access
        for pattern in urlpatterns
        if not pattern.pattern.converters and pattern.name in ("wall", "tiles", "burden", "alarms")
    } == {tuple(WATCHERS)}


def test_the_figures_are_those_of_casework(signed_in: Any, regency: Any) -> None:
    from pendopo.ledger import api as ledger

    client = signed_in("bupati")
    before = _pulse()
    regency.submit(now=ledger.clock().now())
    after = _pulse()
    assert after.open == before.open + 1 and after.submitted_today == before.submitted_today + 1
    page = client.get("/pusat/").content.decode()
    shown = _figures(page)
    assert shown[:4] == [
        str(after.open), str(after.late), str(after.waiting_for_applicants),
        str(after.submitted_today),
    ]  # fmt: skip
    assert _figures(client.get("/pusat/ubin/").content.decode()) == shown
    rows = re.findall(r'<th scope="row">[^<]*</th><td class="n">(\d+)</td>', page)
    assert [int(row) for row in rows] == [count for _, count in after.submitted_by_day]


def _late_alarm(regency: Any) -> tuple[Any, Any]:
    """A case that the health agency let run past its limit, and its alarm."""
    from pendopo.ledger import api as ledger
    from pendopo.watch import api as watch

    now = ledger.clock().now()
    case = regency.submit(now=now - dt.timedelta(days=40))
    case.do("loket.ptsp", "lengkap", now - dt.timedelta(days=39))
    with ledger.use_region(CODE):
        watch.evaluate(now=now)
        cards = watch.alarms(limit=10_000).cards
    return case, next(one for one in cards if one.number == case.number)


def test_late_tasks_become_alarms_with_an_owner(signed_in: Any, regency: Any) -> None:
    _late_alarm(regency)
    assert _pulse().late >= 1
    client = signed_in("bupati")
    alarms = client.get("/pusat/alarm/").content.decode()
    assert 'class="alarm' in alarms and "Pemilik: Kepala Dinas, " in alarms
    assert "belum diterima" in alarms
    burden = client.get("/pusat/beban/").content.decode()
    assert "Dinas Kesehatan" in burden and "is-late" in burden
    assert 'role="img"' in burden, "the picture has words too"


def test_an_alarm_leads_to_its_case_with_rights_kept(signed_in: Any, regency: Any) -> None:
    case, alarm = _late_alarm(regency)
    page = f"/pusat/alarm/{alarm.id}/"
    ours = signed_in("kadis.dinkes").get(page).content.decode()
    theirs = signed_in("bupati").get(page).content.decode()
    assert f"/meja/berkas/{case.number}/" in ours
    assert f"/lacak/{case.number}/" in theirs and "/meja/berkas/" not in theirs
    for username, status in (("warga", 403), ("loket.ptsp", 404), ("", 302)):
        assert signed_in(username).get(page).status_code == status, username


def test_an_alarm_is_taken_on_its_page(signed_in: Any, regency: Any) -> None:
    _case, alarm = _late_alarm(regency)
    page = f"/pusat/alarm/{alarm.id}/"
    other, owner = signed_in("kadis.dishub"), signed_in("kadis.dinkes")
    sent = {"versi": str(alarm.version), "catatan": "Saya kejar.", "kunci": "k" * 12}
    assert other.post(f"{page}terima/", sent).status_code == 403
    assert owner.post(f"{page}terima/", {**sent, "versi": "7"}).status_code == 409
    assert owner.post(f"{page}terima/", {**sent, "kunci": "m" * 12}).status_code == 302
    shown = owner.get(page).content.decode()
    assert "Saya kejar." in shown and "Diterima oleh" in shown
    assert owner.post(f"{page}catatan/", {"catatan": " ", "kunci": "n" * 12}).status_code == 422
    assert (
        owner.post(f"{page}catatan/", {"catatan": "Beres.", "kunci": "o" * 12}).status_code == 302
    )


def test_the_clock_is_the_products_not_the_browsers(signed_in: Any) -> None:
    """A demo moves its time; the wall says the moment of its figures, and each part anew."""
    from pendopo.ledger import api as ledger

    said = f'data-now="{ledger.clock().now().isoformat()[:16]}'
    client = signed_in("bupati")
    page = client.get("/pusat/").content.decode()
    assert said in page.split("data-clock")[1][:80]
    assert 'data-zone="Asia/Jakarta"' in page
    assert said in client.get("/pusat/ubin/").content.decode()


def test_nothing_personal(signed_in: Any, regency: Any) -> None:
    page = signed_in("bupati").get("/pusat/").content.decode()
    for word in (regency.answers()["nama"], regency.answers()["nik"], "d*"):
        assert str(word) not in page


def test_a_part_never_holds_a_sign_in_form(signed_in: Any) -> None:
    answer = signed_in().get("/pusat/ubin/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")


def test_without_scripts_the_page_comes_anew(signed_in: Any) -> None:
    page = signed_in("bupati").get("/pusat/").content.decode()
    assert '<noscript><meta http-equiv="refresh" content="30"></noscript>' in page
    assert "style=" not in page and not re.search(r"<script(?![^>]*src=)", page)


def test_blocks_share_one_scale(regency: Any) -> None:
    from uuid import uuid4

    from pendopo.casework import api as casework
    from pendopo.faces.command import figures

    def burden(total: int, late: int, soon: int) -> casework.Burden:
        return casework.Burden(uuid4(), total, late, soon, None)

    now = dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)
    pulse = casework.Pulse(now, 0, 0, 0, 0, 0, 0, 0, (burden(480, 20, 100), burden(10, 0, 1)), ())
    big, small = (figures._dots(one, 480) for one in pulse.burdens)
    assert figures._size(480) == 11
    assert big == (("late", 2), ("soon", 10), ("ok", 33), ("idle", 1))
    assert small == (("late", 0), ("soon", 1), ("ok", 1), ("idle", 44))


def test_a_past_hour_as_known_then_and_as_corrected_since(signed_in: Any, regency: Any) -> None:
    """A case that came in at ten and was typed in at noon was unknown at eleven."""
    from pendopo.faces.command import replay
    from pendopo.ledger import api as ledger

    now = ledger.clock().now().replace(microsecond=0)
    eleven = now - dt.timedelta(days=3)

    def open_then(known: bool) -> int:
        with ledger.use_region(CODE):
            moment = replay.Moment(eleven, known, None)
            tiles = replay.context(moment, now)["tiles"]
        return int(next(one.figure for one in tiles if one.key == "open").replace(".", ""))

    before = {known: open_then(known) for known in (True, False)}
    case = regency.submit(now=eleven - dt.timedelta(hours=1))
    assert {known: open_then(known) for known in (True, False)} == {
        known: count + 1 for known, count in before.items()
    }, "told in time: both know it"
    with ledger.use_region(CODE), ledger.region_transaction():
        fact = ledger.facts_about(about=case.case_id, kinds=["case.submitted"])[0].fact
        told = ledger.Entry(fact=fact, about=case.case_id, occurred_at=eleven)
        ledger.append([told], now=now - dt.timedelta(hours=1))
    assert open_then(False) == before[False] + 1
    assert open_then(True) == before[True], "one that was told later is taken off"


@pytest.mark.parametrize(
    "asked", ["", "x", "2999-01-01T00:00", "0001-01-01T00:00", "2026-13-01T00:00", "'; --"]
)
def test_a_strange_moment_is_now(signed_in: Any, asked: str) -> None:
    page = signed_in("bupati").get("/pusat/", {"at": asked}).content.decode()
    assert "replay-bar" not in page and "data-part" in page


def test_a_replayed_wall_says_what_it_cannot_tell(signed_in: Any, regency: Any) -> None:
    from pendopo.ledger import api as ledger

    regency.submit(now=ledger.clock().now() - dt.timedelta(days=5))
    past = (ledger.clock().now() - dt.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    client = signed_in("bupati")
    page = client.get("/pusat/", {"at": past}).content.decode()
    assert "sebagaimana diketahui waktu itu" in page and "data-part" not in page
    assert page.count("tidak dapat diputar ulang") >= 3 and "data-live=" not in page
    corrected = client.get("/pusat/", {"at": past, "tahu": "kini"}).content.decode()
    assert "sebagaimana dikoreksi sampai kini" in corrected


def test_a_replayed_hour_has_its_map(signed_in: Any, regency: Any) -> None:
    """Districts with their counts of that hour, on the wall and in its own scene; the way to the
    other telling stays with the hour."""
    from pendopo.ledger import api as ledger

    past = (ledger.clock().now() - dt.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    client = signed_in("bupati")
    for scene in ("", "peta/"):
        page = client.get(f"/pusat/{scene}", {"at": past}).content.decode()
        assert 'class="districts"' in page and "Laporan yang berjalan waktu itu" in page
        assert page.count('<th scope="row">') >= 23 and "tahu=kini" in page
        assert "data-call" not in page, "a past hour does not move"
    corrected = client.get("/pusat/peta/", {"at": past, "tahu": "kini"}).content.decode()
    assert "sebagaimana dikoreksi sampai kini" in corrected and "tahu=saat-itu" in corrected
    assert f"?{'at=' + past.replace(':', '%3A')}" in corrected, "a district keeps the hour"


def test_the_morning_page_is_one_page(signed_in: Any, regency: Any) -> None:
    import io

    from pyhanko.pdf_utils.reader import PdfFileReader

    _late_alarm(regency)
    answer = signed_in("bupati").get("/pusat/pagi.pdf")
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfFileReader(io.BytesIO(answer.content))
    assert int(reader.root["/Pages"]["/Count"]) == 1


def test_the_public_twin_names_agencies_and_no_person(signed_in: Any, regency: Any) -> None:
    page = signed_in("").get("/pantau/").content.decode()
    assert "Pantau pelayanan" in page and "Dinas Kesehatan" in page
    assert str(regency.answers()["nama"]) not in page


@pytest.mark.parametrize("page", ["peta/", "arahan/", "kejadian/", "piket/"])
def test_scenes_open_for_those_who_see_the_wall(signed_in: Any, page: str) -> None:
    statuses = {
        username: signed_in(username).get(f"/pusat/{page}").status_code
        for username in ("bupati", "sekda", "piket", "kadis.ptsp", "warga", "loket.ptsp")
    }
    assert statuses == {
        "bupati": 200, "sekda": 200, "piket": 200, "kadis.ptsp": 200, "warga": 403,
        "loket.ptsp": 403,
    }  # fmt: skip


def test_a_tile_has_its_history(signed_in: Any, regency: Any, worker: Any) -> None:
    """Days and months with picture and table, also as known at a past hour; the script that makes
    them explorable is loaded there and not on the wall."""
    from pathlib import Path

    from pendopo.ledger import api as ledger
    from pendopo.measures import api as measures

    now, slug = ledger.clock().now(), "permohonan-masuk"
    with ledger.use_region(CODE):
        path = Path(__file__).parents[5] / f"packages/measures/{slug}.yaml"
        measures.declare(measures.load(path), actor=None, now=now)
        regency.submit(now=now)
        worker.drain(now)
    client = signed_in("bupati")
    assert f'href="/pusat/ukuran/{slug}/"' in client.get("/pusat/ukuran/").content.decode()
    page = client.get(f"/pusat/ukuran/{slug}/").content.decode()
    assert page.count("data-series") == 2 and page.count("data-value=") >= 42
    assert "charts.js" in page and "charts.js" not in client.get("/pusat/").content.decode()
    past = (now - dt.timedelta(days=40)).strftime("%Y-%m-%dT%H:%M")
    then = client.get(f"/pusat/ukuran/{slug}/", {"at": past}).content.decode()
    assert "sebagaimana diketahui waktu itu" in then and "data-live=" not in then
    assert client.get("/pusat/ukuran/tidak-ada/").status_code == 404
