"""What a report costs the database, and what the lists do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from pendopo.voice.tests.doors import casework, directory, ledger, models, voice
from pendopo.voice.tests.reporting import CODE, MONDAY, command, photo, send


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements of the block, without BEGIN, COMMIT, savepoints and the region's setting."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    found: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    frame = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SELECT set_config")
    found += [one["sql"] for one in captured if not one["sql"].startswith(frame)]


def sending(visibility: str) -> list[str]:
    picture = photo()
    with counted() as statements:
        send(visibility=visibility, photos=[picture])
    return list(statements)


@pytest.mark.parametrize("visibility", ["open", "anonymous", "secret"])
def test_a_report_with_a_photo_takes_at_most_eight_statements(town: Any, visibility: str) -> None:
    for _ in range(2):  # the first of a process reads packages, boundaries, topics
        send(visibility=visibility)
    # The chart of agencies is remembered for some seconds: of three, one finds it fresh.
    statements = min((sending(visibility) for _ in range(3)), key=len)
    assert len(statements) <= (7 if visibility == "anonymous" else 6), "\n".join(statements)


def test_a_hundred_reports_are_listed_in_three_statements(town: Any) -> None:
    for _ in range(3):
        send()
    with ledger.use_region(CODE), counted() as few:
        voice.reports(filters=voice.Filters(), size=2)
    with ledger.use_region(CODE), counted() as many:
        voice.reports(filters=voice.Filters(), size=100)
    assert len(few) == len(many) <= 3


def test_the_same_command_twice_is_one_report(town: Any) -> None:
    one = command()
    first, second = send(command=one), send(command=one)
    assert (second.case_id, second.number, second.code) == (
        first.case_id, first.number, first.code,
    )  # fmt: skip
    assert second.repeated and not first.repeated
    with ledger.use_region(CODE), ledger.region_transaction():
        assert models.Report.objects.filter(number=first.number).count() == 1


def test_pages_follow_each_other_without_a_gap_or_a_repeat(town: Any) -> None:
    from datetime import timedelta

    sent = [send(now=MONDAY + timedelta(minutes=at // 2)).number for at in range(6)]
    for order in ("newest", "oldest"):
        seen: list[str] = []
        cursor = ""
        with ledger.use_region(CODE):
            while True:
                page = voice.reports(filters=voice.Filters(), cursor=cursor, size=2, order=order)
                seen += [one.number for one in page.cards]
                cursor = page.next_cursor
                if not cursor:
                    break
        assert len(seen) == len(set(seen)) and set(sent) <= set(seen)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"place": (113.82134, -7.91355)}, "point_swapped"),
        ({"place": (-6.2, 106.8)}, "point_outside"),
    ],
)
def test_a_point_that_cannot_be_meant_is_refused(town: Any, change: Any, said: str) -> None:
    place = voice.Place(point=voice.Point(*change["place"]))
    with pytest.raises(directory.Refused) as refused:
        send(place=place)
    assert refused.value.code == said


def test_too_short_too_many_photos_and_no_picture_are_refused_whole(town: Any) -> None:
    with pytest.raises(casework.Invalid) as short:
        send(text="Rusak")
    assert [one.field for one in short.value.errors] == ["isi"]
    with pytest.raises(voice.Refused):
        send(photos=[photo()] * 4)


def test_supporters_have_their_own_number_and_rating(town: Any, worker: Any) -> None:
    from pendopo.voice.tests.reporting import answer, applied, check_rebuilt, forward

    receipt = send()
    with ledger.use_region(CODE):
        ticket = voice.support(
            number=receipt.number, who=directory.ANONYMOUS, now=MONDAY, language="id",
            reporter=voice.Reporter(phone="081200000077"), command=command(),
        )  # fmt: skip
    case = applied(town, receipt)
    forward(case, worker)
    with ledger.use_region(CODE), pytest.raises(voice.Refused):
        voice.rate(number=ticket.number, code=ticket.code, who=directory.ANONYMOUS,
                   score=2, now=MONDAY)  # fmt: skip
    answer(case, worker, MONDAY)
    with ledger.use_region(CODE):
        for one, score in ((ticket, 2), (receipt, 5)):
            voice.rate(number=one.number, code=one.code, who=directory.ANONYMOUS,
                       score=score, now=MONDAY)  # fmt: skip
        mine = voice.follow(number=ticket.number, code=ticket.code, who=directory.ANONYMOUS,
                            now=MONDAY)  # fmt: skip
    assert (mine.rating, mine.support, mine.case, mine.card.rating) == (2, True, None, 5)
    assert check_rebuilt(receipt).supporters == 1


def test_likely_duplicates_are_shown_before_sending(town: Any) -> None:
    place = voice.Place(point=voice.Point(-7.9532, 113.7411))
    receipt = send(place=place, text="Lampu jalan di tikungan dekat balai desa mati dua minggu.")
    with ledger.use_region(CODE):
        found = voice.find_nearby(
            sort="complaint", text="lampu jalan dekat balai desa mati sejak dua minggu",
            point=voice.Point(-7.9536, 113.7415), now=MONDAY,
        )  # fmt: skip
        far = voice.find_nearby(
            sort="complaint", text="lampu jalan dekat balai desa mati sejak dua minggu",
            point=voice.Point(-7.80, 113.95), now=MONDAY,
        )  # fmt: skip
    assert found[0].card.number == receipt.number and found[0].metres is not None
    assert found[0].metres < 500 and found[0].likeness > 0.4
    assert receipt.number not in {one.card.number for one in far}


def test_the_coordinator_publishes_masked_words_and_groups_duplicates(town: Any) -> None:
    text = "Kata Pak Joko Susilo 081234567890, mobil P 1234 AB menabrak lampu jalan."
    receipt, other = send(text=text), send()
    with ledger.use_region(CODE):
        who = town.actor("koordinator.aduan")
        proposal = voice.propose_text(number=receipt.number, who=who, now=MONDAY)
        assert proposal.original == text
        assert dict(proposal.found) == {"name": 1, "phone": 1, "plate": 1}
        voice.moderate(
            number=receipt.number, who=who, text=proposal.original, shown=True,
            version=proposal.version, now=MONDAY,
        )  # fmt: skip
        with pytest.raises(casework.Stale):
            voice.moderate(number=receipt.number, who=who, text="x", shown=True,
                           version=proposal.version, now=MONDAY)  # fmt: skip
        voice.cluster(number=receipt.number, others=(other.number,), who=who, now=MONDAY)
        voice.set_lapor_number(number=receipt.number, who=who, lapor_number="#8123456", now=MONDAY)
        card = voice.report_card(number=receipt.number)
        joined = voice.report_card(number=other.number)
        with pytest.raises(voice.Refused):
            voice.moderate(number=other.number, who=town.actor("penghubung.dpupr"), text="x",
                           shown=True, version=2, now=MONDAY)  # fmt: skip
    assert card.text == "Kata Pak ••• •••, mobil ••• menabrak lampu jalan."
    assert joined.cluster == card.cluster == receipt.number and card.lapor_number == "8123456"


def test_the_map_counts_in_squares_on_both_sides_of_zero(town: Any, worker: Any) -> None:
    place = voice.Place(point=voice.Point(-8.0103, 113.9001))
    worker.drain(MONDAY)
    before = _square(place.point)
    send(place=place)
    send(place=place, visibility="secret")
    worker.drain(MONDAY)
    assert _square(place.point) == before + 1


def _square(point: Any) -> int:
    with ledger.use_region(CODE), counted() as statements:
        view = voice.map_cells(filters=voice.Filters(), size=5)
    assert len(statements) == 1 and view.complete
    cell = (-4006 // 5 * 5, 56950 // 5 * 5)
    return sum(one.count for one in view.cells if (one.lat, one.lon) == cell)
