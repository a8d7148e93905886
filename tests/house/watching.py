"""The command centre: a shift, an order, an alarm that somebody takes, and every verb of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from pendopo.ledger import api as ledger
from pendopo.watch import api as watch
from tests.regency import CODE, LONG_AGO, MONDAY, ROOT, Regency

if TYPE_CHECKING:
    from tests.house.world import World

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
SETDA = "4.01.0.00.0.00.01.0000"
DAWN = dt.datetime(2027, 3, 1, 0, 0, tzinfo=dt.UTC)
"""A week of duty of its own, far from the others."""
RULE = {
    "slug": "coba", "name": {"id": "Coba", "en": "Try"}, "of": "cases", "each": "region",
    "priority": "watch", "owner": f"{SETDA}/sekda",
}  # fmt: skip


def prepare(world: World) -> None:
    """An alarm about a new case, a shift, a log line and an order, for routes to be about."""
    regency = world.regency
    with ledger.use_region(CODE):
        watch.evaluate(now=MONDAY + 9 * DAY)
        number = world.cases["new"].number
        cards = watch.alarms(limit=10_000).cards
        world.ids["incident"] = an_incident(regency)
        world.ids["alarm"] = next(one.id for one in cards if one.number == number)
        world.ids["order"] = an_order(regency, "kadis.ptsp")
        done = world.ids["order with proof"] = an_order(regency, "kadis.ptsp")
        proof = watch.Proof(name="bukti.pdf", data=_pdf())
        watch.report_order(
            order_id=done, who=regency.actor("kadis.ptsp"), version=1, text="Kata Tersembunyi",
            proof=proof, now=MONDAY,
        )  # fmt: skip
        world.ids["shift"] = a_shift(regency, DAWN)
        planned = watch.roster(since=DAWN + 48 * HOUR, until=DAWN + 49 * HOUR)
        world.ids["planned shift"] = (
            planned[0].id if planned else a_shift(regency, DAWN + 48 * HOUR, begin=False)
        )


def an_order(regency: Regency, username: str) -> UUID:
    return watch.give_order(
        to=regency.actor(username).positions[0].id, text="Kata Tersembunyi, percepat.",
        due_on=dt.date(2027, 2, 1), topic="tile", code="late", who=regency.actor("bupati"),
        now=MONDAY,
    )  # fmt: skip


def a_shift(regency: Regency, at: dt.datetime, *, begin: bool = True) -> UUID:
    """A shift of the duty officer, on, with a line in its log."""
    known = watch.roster(since=at, until=at + HOUR)
    if known:
        return known[0].id
    officer = regency.actor("piket")
    one = watch.plan_shift(
        position_id=officer.positions[0].id, starts_at=at, ends_at=at + 8 * HOUR,
        who=regency.actor("sekda"), now=MONDAY,
    )  # fmt: skip
    if begin:
        watch.begin_shift(shift_id=one, who=officer, version=1, now=at)
        watch.write_log(shift_id=one, who=officer, text="Kata Tersembunyi", now=at)
    return one


def an_incident(regency: Regency) -> str:
    """A flood that the regent opens; four agencies have a task."""
    regency.publish("tanggap-banjir")
    who, key = regency.actor("bupati"), str(uuid4())
    return watch.open_incident(
        service="tanggap-banjir",
        answers={"uraian": "Kata Tersembunyi, sungai meluap.", "keparahan": "berat"},
        who=who, language="id", now=MONDAY, command=ledger.Command(who.account_id, key, b"banjir"),
    )  # fmt: skip


def everything(regency: Regency) -> None:
    """Every verb of watch, once."""
    with ledger.use_region(CODE):
        an_incident(regency)
        watch.load_rules(ROOT / "packages/regions/bondowoso/watch", now=LONG_AGO)
        _duty(regency)
        _orders(regency)
        _alarms(regency)


def _duty(regency: Regency) -> None:
    at = DAWN + 500 * HOUR
    officer, chief = regency.actor("piket"), regency.actor("sekda")
    substitute = regency.actor("piket.pengganti").positions[0].id
    one = a_shift(regency, at)
    watch.substitute_shift(shift_id=one, substitute_id=substitute, who=chief, version=2, now=at)
    watch.hand_over(shift_id=one, who=officer, version=3, text="Aman.", now=at + HOUR)
    watch.duty(who=chief, now=at + HOUR)
    watch.standers()
    other = a_shift(regency, at + 48 * HOUR, begin=False)
    watch.cancel_shift(shift_id=other, who=chief, version=1, now=MONDAY)


def _orders(regency: Regency) -> None:
    regent, head = regency.actor("bupati"), regency.actor("kadis.ptsp")
    watch.orderable()
    one, other = an_order(regency, "kadis.ptsp"), an_order(regency, "kadis.ptsp")
    watch.accept_order(order_id=one, who=head, version=1, now=MONDAY)
    proof = watch.Proof(name="bukti.pdf", data=_pdf())
    for version in (2, 4):
        watch.report_order(
            order_id=one, who=head, version=version, text="Sudah.", proof=proof, now=MONDAY
        )
        if version == 2:
            watch.return_order(order_id=one, who=regent, version=3, text="Kurang.", now=MONDAY)
    watch.order_proof(order_id=one, who=regent)
    watch.close_order(order_id=one, who=regent, version=5, now=MONDAY)
    watch.withdraw_order(order_id=other, who=regent, version=1, now=MONDAY)
    watch.orders(who=regent, view="all", now=MONDAY)
    watch.order(order_id=one, who=regent, now=MONDAY)
    watch.order_counts(who=head)
    watch.order_totals(at=MONDAY)


def _pdf() -> bytes:
    from pendopo.config.seeding import applying

    return applying.PDF


def _alarms(regency: Regency) -> None:
    chief, late = regency.actor("sekda"), MONDAY + 30 * DAY
    version = watch.set_rule(definition=RULE, who=chief, now=late)
    watch.evaluate(now=late)
    one = next(one for one in watch.alarms(limit=10_000).cards if one.rule == "coba")
    watch.acknowledge(alarm_id=one.id, who=chief, version=one.version, now=late)
    watch.add_note(alarm_id=one.id, who=chief, text="Dicek.", now=late)
    watch.alarm(alarm_id=one.id, who=chief, now=late)
    watch.rules()
    watch.end_rule(slug="coba", who=chief, version=version, now=late)


def sent(own: World, shared: World, browser: Any, deeds: Any) -> None:
    """What forms of the command centre and the desk send about orders and alarms."""
    from django.urls import reverse

    with ledger.use_region(CODE):
        who = own.regency.actor("kadis.ptsp")
        alarm = watch.alarm(alarm_id=shared.ids["alarm"], who=who, now=MONDAY).card
        order = an_order(own.regency, "kadis.ptsp")
    head = browser("kadis.ptsp")
    deeds.watch.take()
    version = {"versi": str(alarm.version), "kunci": "kunci-alarm-satu"}
    taken = head.post(reverse("command:acknowledge", args=[alarm.id]), version)
    deeds.did("command:acknowledge", taken, 302)
    note = {"catatan": "Dikejar.", "kunci": "kunci-alarm-dua"}
    written = head.post(reverse("command:alarm_note", args=[alarm.id]), note)
    deeds.did("command:alarm_note", written, 302)
    _led(browser, deeds)
    step = reverse("desk:watch_order_step", args=[order, "terima"])
    deeds.did("desk:watch_order_step", head.post(step, {"versi": "1"}), 302)


def _led(browser: Any, deeds: Any) -> None:
    """What leaders send: an order, an incident, a shift and its log."""
    from django.urls import reverse

    from tests.house.forms import send

    chief = browser("sekda")
    with ledger.use_region(CODE):
        head = watch.orderable()[0].id
    page = reverse("command:order_new")
    deeds.watch.take()
    deeds.did("command:order_new", send(chief, page, kepada=str(head), isi="Percepat."), 302)
    flood = reverse("command:incident_new", args=["tanggap-banjir"])
    told = {"uraian": "Sungai meluap di kota.", "keparahan": "sedang"}
    deeds.did("command:incident_new", send(chief, flood, **told), 302)
    with ledger.use_region(CODE):
        position = watch.standers()[0].id
        known = watch.roster(since=DAWN + 880 * HOUR, until=DAWN + 2000 * HOUR)
    day = (DAWN + 900 * HOUR + len(known) * DAY).date().isoformat()
    shift = {"jabatan": str(position), "tanggal": day, "mulai": "08:00", "jam": "8",
             "kunci": str(uuid4())}  # fmt: skip
    deeds.did("command:shift_plan", chief.post(reverse("command:shift_plan"), shift), 302)
    with ledger.use_region(CODE):
        planned = watch.roster(since=DAWN + 880 * HOUR, until=DAWN + 3000 * HOUR)[-1]
    step = reverse("command:shift_step", args=[planned.id, "batal"])
    deeds.did("command:shift_step", chief.post(step, {"versi": "1"}), 302)
