"""The red thread: from an alarm up to the mission, and the missions with what is known of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

CODE = "35.11"
ROOT = Path(__file__).parents[5]
MEASURE = "permohonan-tepat-waktu"
TARGET = "Meningkatnya akses dan mutu pelayanan kesehatan"
INDICATOR = "Izin praktik dokter terbit tepat waktu"


@dataclass(frozen=True)
class Planned:
    """The demo's plan of the term; `ways`: every way up from the doctors' licences."""

    plan_id: Any
    mission: Any
    ways: tuple[Any, ...]

    @property
    def target(self) -> Any:
        return next(one for one in self.mission.aims if one.name == TARGET)

    @property
    def indicator(self) -> Any:
        return self.target.promises[0].scored.key

    def link(self) -> None:
        from pendopo.ledger import api as ledger
        from pendopo.planning import api as planning

        with ledger.use_region(CODE):
            for one in self.ways:
                planning.link_measure(
                    indicator=one.indicator_key, measure=one.measure, service=one.service,
                    who=None, now=ledger.clock().now(),
                )  # fmt: skip

    def unlink(self) -> None:
        from pendopo.ledger import api as ledger
        from pendopo.planning import api as planning

        with ledger.use_region(CODE):
            for one in self.ways:
                planning.unlink_measure(
                    indicator=one.indicator_key, who=None, now=ledger.clock().now()
                )


@pytest.fixture
def planned(regency: Any) -> Iterator[Planned]:
    from pendopo.config.seeding import plans
    from pendopo.ledger import api as ledger
    from pendopo.measures import api as measures
    from pendopo.planning import api as planning

    now = ledger.clock().now()
    with ledger.use_region(CODE):
        for one in measures.load_all(ROOT / "packages/measures"):
            measures.declare(one, actor=None, now=now)
        plans.load(ROOT / "packages/regions/bondowoso", now=now, say=print)
        found = planning.missions(year=now.year, now=now, on=now.date())
        ways = planning.threads_up(services=["sip-dokter"]).ways
    mission = next(one for one in found.missions if TARGET in [aim.name for aim in one.aims])
    given = Planned(found.plan_id, mission, ways)
    yield given
    given.link()


@pytest.fixture
def measure(regency: Any) -> None:
    from pendopo.ledger import api as ledger
    from pendopo.measures import api as measures

    with ledger.use_region(CODE):
        counted = measures.load(ROOT / f"packages/measures/{MEASURE}.yaml")
        measures.declare(counted, actor=None, now=ledger.clock().now())


@pytest.fixture
def alarm(regency: Any) -> tuple[Any, Any]:
    from pendopo.faces.command.tests.test_wall import _late_alarm

    return _late_alarm(regency)


def test_an_alarm_is_walked_up_to_the_mission_and_down_again(
    signed_in: Any, planned: Planned, alarm: Any
) -> None:
    _case, card = alarm
    top = planned.mission.own
    for username in ("bupati", "kadis.dinkes"):
        client = signed_in(username)
        page = client.get(f"/pusat/alarm/{card.id}/").content.decode()
        assert f"mengancam sasaran: {TARGET}" in page
        walk = re.findall(r'<ol class="benang">(.*?)</ol>', page, re.S)[0]
        kinds = [one.split()[0] for one in re.findall(r"<small>([^<]+)</small>", walk)]
        assert kinds == [
            "Visi", "Misi", "Tujuan", "Sasaran", "Program", "Kegiatan", "Subkegiatan",
            "Indikator", "Perkara",
        ]  # fmt: skip
        ends = re.findall(r"<b>([^<]+)</b>", walk)
        assert ends[0] == INDICATOR and card.number in ends[1]
        links = re.findall(r'href="([^"]+)"', walk)
        assert links[1] == f"/meja/rencana/{planned.plan_id}/simpul/{top.key}/" and len(links) == 7
        assert {client.get(link).status_code for link in links} == {200}
        down = client.get(links[3]).content.decode()
        assert "Pekerjaan di baliknya, sekarang" in down and MEASURE in down
        open_now = re.findall(r"(\d+) berkas terbuka", walk)
        assert len(open_now) == 7 and f'<b class="num">{open_now[3]}</b>' in down
        assert "terlambat" in walk
        mission = f"/pusat/misi/#misi-{top.key}"
        assert (mission in page) == (client.get("/pusat/misi/").status_code == 200)


def test_unlinking_the_measure_changes_every_page(
    signed_in: Any, planned: Planned, alarm: Any
) -> None:
    _case, card = alarm
    client = signed_in("bupati")
    up, scene = f"/pusat/alarm/{card.id}/", "/pusat/misi/"
    down = f"/meja/rencana/{planned.plan_id}/simpul/{planned.target.key}/"

    def said() -> list[bool]:
        pages = {path: client.get(path).content.decode() for path in (up, down, scene)}
        return [
            "mengancam sasaran" in pages[up],
            'class="benang"' in pages[up],
            "Pekerjaan di baliknya" in pages[down],
            "berkas terbuka" in aim(pages[scene], planned.target.key),
            "diukur" in row(pages[scene], planned.indicator),
        ]

    assert said() == [True] * 5
    planned.unlink()
    assert said() == [False] * 5


def row(page: str, indicator: Any) -> str:
    """What the scene says of an indicator."""
    found: str = re.findall(rf'<tr data-indicator="{indicator}".*?</tr>', page, re.S)[0]
    return found


def aim(page: str, key: Any) -> str:
    """What the scene says of a target."""
    found: str = re.findall(rf'id="ke-{key}".*?</tr>', page, re.S)[0]
    return found


def test_the_wall_says_which_target_is_endangered(planned: Planned, alarm: Any) -> None:
    from pendopo.faces.command import alarms
    from pendopo.ledger import api as ledger
    from pendopo.watch import api as watch

    mine = f"/pusat/alarm/{alarm[1].id}/"
    with ledger.use_region(CODE):
        found = watch.alarms(limit=10_000)
        now = ledger.clock().now()
        assert statements(lambda: alarms.endangered([alarm[1]])) == 4
        assert statements(lambda: alarms.endangered(found.cards)) == 4
        told = {one.href: one.threatens for one in alarms.lines(found, now=now)}
        assert told[mine] == TARGET
        past = alarms.lines(found, now=now, past=True)
        assert {one.threatens for one in past} == {""}, "who knows what was planned then"
        planned.unlink()
        told = {one.href: one.threatens for one in alarms.lines(found, now=now)}
        assert told[mine] == ""


def test_the_walk_takes_few_statements(planned: Planned, alarm: Any) -> None:
    from pendopo.faces.command import threads
    from pendopo.ledger import api as ledger

    with ledger.use_region(CODE):
        now = ledger.clock().now()
        assert statements(lambda: threads.walks(alarm[1], here="x", kind="y", now=now)) == 9


def test_the_missions_say_where_a_number_comes_from_and_how_old_it_is(
    signed_in: Any, planned: Planned
) -> None:
    from pendopo.ledger import api as ledger
    from pendopo.planning import api as planning

    client, now = signed_in("bupati"), ledger.clock().now()

    def said() -> str:
        return row(client.get("/pusat/misi/").content.decode(), planned.indicator)

    assert "diukur" in said()
    planned.unlink()
    assert "diketik" in said()
    with ledger.use_region(CODE):
        kept = {
            "plan_id": planned.plan_id, "node_key": planned.target.key, "year": now.year,
            "indicator_key": planned.indicator, "kind": "performance", "who": None,
        }  # fmt: skip
        long_ago, lately = now - dt.timedelta(days=120), now - dt.timedelta(hours=5)
        planning.enter_realisation(**kept, period="Q1", value="80", now=long_ago)
        assert "120 hari lalu" in said() and 'class="stale"' in said()
        planning.enter_realisation(**kept, period="Q2", value="81,5", now=lately)
    assert "81,5" in said() and "5 jam lalu" in said() and "stale" not in said()


@pytest.mark.parametrize(
    ("username", "status"),
    [("bupati", 200), ("sekda", 200), ("kadis.ptsp", 200), ("loket.ptsp", 403), ("warga", 403)],
)
def test_who_sees_the_missions(signed_in: Any, username: str, status: int) -> None:
    assert signed_in(username).get("/pusat/misi/").status_code == status


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "baru saja"),
        (2, "2 menit lalu"),
        (119, "119 menit lalu"),
        (120, "2 jam lalu"),
        (48 * 60, "2 hari lalu"),
    ],
)
def test_ages(django: None, minutes: int, words: str) -> None:
    from pendopo.faces.components.filters import age

    now = dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)
    assert age(now - dt.timedelta(minutes=minutes), now) == words


def statements(call: Callable[[], object]) -> int:
    """How many it takes, those that set the region aside."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        call()
    around = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SELECT set_config(")
    return sum(not one["sql"].startswith(around) for one in seen.captured_queries)


def test_an_alarm_about_an_agency_is_walked_up_through_what_it_carries(
    signed_in: Any, planned: Planned, alarm: Any, regency: Any, measure: None
) -> None:
    """Agency -> measure -> indicator -> target; without the link there is no thread, and an agency
    that carries nothing measured has that of the service it is late with."""
    from pendopo.faces.command import threads
    from pendopo.ledger import api as ledger
    from pendopo.watch import api as watch

    rule = {
        "slug": "dinas-terlambat", "name": {"id": "Dinas terlambat", "en": "Agency late"},
        "of": "cases", "kinds": ["late", "deemed_near", "deemed_passed"], "each": "agency",
        "priority": "high", "owner": "holder",
    }  # fmt: skip
    with ledger.use_region(CODE):
        now = ledger.clock().now()
        regent = regency.actor("bupati", now)
        version = watch.set_rule(definition=rule, who=regent, now=now)
        watch.evaluate(now=now)
        cards = [one for one in watch.alarms(limit=10_000).cards if one.rule == rule["slug"]]
        one = next(card for card in cards if card.organisation_id == alarm[1].organisation_id)
        assert one.number == "" and statements(lambda: threads.endangered(cards)) == 4
        assert threads.endangered([one])[one.id] == TARGET
    page = signed_in("bupati").get(f"/pusat/alarm/{one.id}/").content.decode()
    walk = re.findall(r'<ol class="benang">(.*?)</ol>', page, re.S)[0]
    kinds = [said.split()[0] for said in re.findall(r"<small>([^<]+)</small>", walk)]
    assert kinds[-3:] == ["Indikator", "Ukuran", "Perangkat"] and kinds[:2] == ["Visi", "Misi"]
    assert f"mengancam sasaran: {TARGET}" in page and "Dinas Kesehatan" in walk
    planned.unlink()
    page = signed_in("bupati").get(f"/pusat/alarm/{one.id}/").content.decode()
    assert "mengancam sasaran" not in page and 'class="benang"' not in page
    with ledger.use_region(CODE):
        watch.end_rule(slug=str(rule["slug"]), who=regent, version=version, now=now)


def test_a_tile_names_the_target_behind_its_late_cases(
    signed_in: Any, planned: Planned, alarm: Any, measure: None
) -> None:
    from pendopo.ledger import api as ledger
    from pendopo.planning import api as planning

    client = signed_in("bupati")
    with ledger.use_region(CODE):
        now = ledger.clock().now()
        found = {one.name: one for one in planning.threats(now=now)}
        assert found[TARGET].late >= 1 and "sip-dokter" in found[TARGET].services
        assert statements(lambda: planning.threats(now=now)) == 5
    late = client.get("/pusat/ubin/").content.decode().split("Terlambat sekarang")[1]
    assert "mengancam sasaran: " in late.split("</section>")[0]
    tile = client.get("/pusat/ukuran/").content.decode().split("Permohonan diputus tepat waktu")
    assert "sasaran: " in tile[1].split("</section>")[0]
    planned.unlink()
    with ledger.use_region(CODE):
        assert TARGET not in {one.name for one in planning.threats(now=now)}
