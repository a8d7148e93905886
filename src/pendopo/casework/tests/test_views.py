"""What people look at costs the same however much there is, and finds what is theirs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger
from pendopo.casework.tests.walking import (
    CODE,
    DAY,
    MONDAY,
    at,
    counted,
    recommended,
    the_task,
    to_be_signed,
)

MOST = {"case": 14, "applicant_case": 14, "track": 4, "inbox": 2, "my_cases": 1, "find_cases": 1}


def warmed(act: Any) -> list[str]:
    """Statements of the second time: calendar, chart and packages are remembered by then."""
    act()
    with counted() as statements:
        act()
    return list(statements)


@pytest.fixture(scope="module")
def bare(regency: Any) -> Any:
    return regency.submit()


@pytest.fixture(scope="module")
def full(regency: Any) -> Any:
    """Returned, asked, sent back, noted: many tasks, notes and letters."""
    case = regency.submit()
    for n in range(3):
        case.do("loket.ptsp", "kembalikan", items=[{"field": "str", "reason": f"Terpotong {n}"}])
        case.apply_again("kirim")
    case.do("loket.ptsp", "lengkap")
    case.do("teknis.dinkes", "rekomendasikan")
    for _ in range(2):
        case.do("penata.ptsp", "siap")
        case.do("ketuatim.ptsp", "kembalikan", catatan="Nama keliru")
    officer = regency.actor("loket.ptsp")
    with ledger.use_region(CODE):
        for n in range(12):
            casework.add_note(case_id=case.case_id, who=officer, body=f"Pesan {n}", now=MONDAY)
    return case


def test_a_case_costs_the_same_however_much_has_happened(bare: Any, full: Any) -> None:
    who = bare.regency.actor("kadis.ptsp")

    def cost(case: Any) -> dict[str, int]:
        words = {"number": case.number, "now": MONDAY}
        with ledger.use_region(CODE):
            return {
                "case": len(warmed(lambda: casework.case_of_number(who=who, **words))),
                "applicant_case": len(
                    warmed(
                        lambda: casework.applicant_case(
                            who=directory.ANONYMOUS, key=case.code, **words
                        )
                    )
                ),
                "track": len(warmed(lambda: casework.track(**words))),
            }

    plain, busy = cost(bare), cost(full)
    assert all(count <= MOST[name] for name, count in busy.items()), busy
    assert busy["track"] == plain["track"]
    # A letter and its register line are two statements, asked only when there is a letter.
    assert busy["case"] - plain["case"] in (0, 1)


def test_lists_cost_one_or_two_statements(regency: Any, bare: Any, full: Any) -> None:
    who, citizen = regency.actor("kadis.ptsp"), regency.actor("warga")
    with ledger.use_region(CODE):
        for view in casework.VIEWS:
            found = warmed(lambda view=view: casework.inbox(who=who, view=view, now=MONDAY))
            assert len(found) == MOST["inbox"], (view, found)
        assert len(warmed(lambda: casework.my_cases(who=citizen))) == MOST["my_cases"]
        found = warmed(lambda: casework.find_cases(who=who, text=bare.number))
        assert len(found) == MOST["find_cases"]


def test_the_inbox_shows_each_what_is_theirs_soonest_first(regency: Any) -> None:
    now = at("2027-06-14 09:00")  # days of their own, so that the counts are this test's
    first = regency.submit(now=now)
    first.do("loket.ptsp", "lengkap", now)
    second = regency.submit(now=now + DAY)
    second.do("loket.ptsp", "lengkap", now + DAY)
    asked = regency.submit(now=now)
    asked.do("loket.ptsp", "kembalikan", now, items=[{"field": "str", "reason": "x"}])

    def of(username: str, view: str, when: dt.datetime) -> list[str]:
        who = regency.actor(username)
        mine, seen, cursor = [], [], ""
        with ledger.use_region(CODE):
            while True:  # page by page, as the desk does
                page = casework.inbox(who=who, view=view, cursor=cursor, limit=2, now=when)
                mine += [one.number for one in page.cards]
                seen += [one.id for one in page.cards]
                if not page.next_cursor:
                    assert len(seen) == page.total == len(set(seen))
                    break
                cursor = page.next_cursor
        ours = (first.number, second.number, asked.number)
        return [one for one in mine if one in ours]

    assert of("teknis.dinkes", "mine", now + DAY) == [first.number, second.number]
    assert of("loket.ptsp", "waiting", now + DAY) == [asked.number]
    assert of("loket.ptsp", "mine", now + DAY) == []
    # Six working days after 14 June: 22 June.
    assert of("teknis.dinkes", "soon", at("2027-06-21 09:00")) == [first.number]
    assert of("teknis.dinkes", "late", at("2027-06-22 15:31")) == [first.number]
    assert of("sekretaris.dinkes", "team", now + DAY) == [first.number, second.number]
    task = the_task(first, "teknis.dinkes", now)
    with ledger.use_region(CODE):
        casework.snooze(
            task_id=task.id, who=regency.actor("teknis.dinkes"), version=task.version,
            until=now + 3 * DAY, now=now,
        )  # fmt: skip
    assert of("teknis.dinkes", "mine", now + DAY) == [second.number]
    assert of("teknis.dinkes", "mine", now + 3 * DAY) == [first.number, second.number]


@pytest.mark.parametrize("cursor", ["x", "????", "bm9uc2Vuc2U=", "WzEsMl0=", "ü" * 50])
def test_a_cursor_that_makes_no_sense_is_the_beginning(regency: Any, cursor: str) -> None:
    who = regency.actor("kadis.ptsp")
    with ledger.use_region(CODE):
        plain = casework.inbox(who=who, view="team", now=MONDAY)
        assert casework.inbox(who=who, view="team", cursor=cursor, now=MONDAY) == plain


def test_a_case_is_found_by_its_number_however_much_of_it_is_typed(regency: Any) -> None:
    case = to_be_signed(regency)
    assert case.sign().ok
    from pendopo.casework.actions.licences import grant_licence

    with ledger.use_region(CODE):
        grant_licence(case_id=case.case_id, now=MONDAY)
        number = case.view("kadis.ptsp").licence.number
        who = regency.actor("teknis.dinkes")
        typed = [case.number, case.number.lower().replace("-", ""), case.number[:5], number]
        for text in typed:
            assert case.number in [one.number for one in casework.find_cases(who=who, text=text)]
        for text in ("", "ab", "%%%", "___", "tidak ada", "\0\0\0"):
            assert casework.find_cases(who=who, text=text) == (), text
        for username in ("kadis.kominfo", "warga"):
            assert casework.find_cases(who=regency.actor(username), text=case.number) == ()
        assert not casework.find_cases(who=who, text=case.number, status="refused")
        (card,) = casework.find_cases(who=who, text=case.number, service="sip-dokter")
    assert card.applicant_masked and "Rahmawati" not in card.applicant_masked


def test_who_has_a_task_on_the_screen_is_shown_to_all_others_for_two_minutes(regency: Any) -> None:
    case = recommended(regency)
    task = the_task(case, "penata.ptsp")
    accounts = {name: regency.actor(name) for name in ("penata.ptsp", "loket.ptsp", "kadis.ptsp")}
    with ledger.use_region(CODE):
        for name in ("penata.ptsp", "loket.ptsp", "penata.ptsp"):
            casework.mark_opened(task_id=task.id, who=accounts[name], now=MONDAY)
        with pytest.raises(casework.NotFound):
            casework.mark_opened(task_id=task.id, who=regency.actor("kadis.kominfo"), now=MONDAY)

    def seen(name: str, when: dt.datetime) -> set[str]:
        found = set(case.view(name, when).opened_by)
        return {other for other, one in accounts.items() if one.account_id in found}

    assert seen("kadis.ptsp", MONDAY) == {"penata.ptsp", "loket.ptsp"}
    assert seen("loket.ptsp", MONDAY) == {"penata.ptsp"}
    assert seen("kadis.ptsp", MONDAY + dt.timedelta(minutes=3)) == set()
    assert case.mine().opened_by == ()


def test_the_pulse_counts_what_is_open_and_late(regency: Any, bare: Any) -> None:
    with ledger.use_region(CODE):
        before = casework.pulse(now=at("2027-07-05 09:00"))
        regency.submit(now=at("2027-07-05 09:00"))
        after = casework.pulse(now=at("2027-07-05 10:00"))
        assert len(warmed(lambda: casework.pulse(now=MONDAY))) == 3
    assert (after.open, after.submitted_today) == (before.open + 1, before.submitted_today + 1)
    day = dt.date(2027, 7, 5)
    earlier = dict(before.submitted_by_day).get(day, 0)
    assert after.submitted_by_day[-1] == (day, earlier + 1)
    assert sum(one.open for one in after.burdens) == sum(one.open for one in before.burdens) + 1


def test_late_means_the_same_for_the_region_and_its_agencies(regency: Any) -> None:
    """A case whose step is late while the service still has time; later both; counted once."""
    step_late, both_late = at("2027-08-12 09:00"), at("2027-09-01 09:00")

    def late(moment: dt.datetime) -> tuple[int, int, set[str]]:
        with ledger.use_region(CODE):
            found = casework.pulse(now=moment)
            numbers = {one.number for one in casework.alarms(now=moment, limit=5_000)}
        return found.late, sum(one.late for one in found.burdens), numbers

    before = {moment: late(moment) for moment in (step_late, both_late)}
    case = recommended(regency, at("2027-08-05 09:00"))
    for moment, (region, agencies, numbers) in before.items():
        after = late(moment)
        assert after[:2] == (region + 1, agencies + 1)
        assert after[2] - numbers == {case.number}
