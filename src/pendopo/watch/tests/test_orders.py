"""An order is given, accepted, reported with proof, returned, closed; late ones are told once."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any
from uuid import uuid4

import pytest

from pendopo.watch.tests.moments import DAY, MONDAY

HEAD = "1.02.0.00.0.00.01.0000/kepala"
DUE = dt.date(2026, 11, 18)


def picture() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise((64, 48), 40).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def give(ruled: Any, position: Any, username: str = "bupati", **changes: Any) -> Any:
    from pendopo.watch import api as watch

    given: dict[str, Any] = {
        "to": position(HEAD), "text": "Percepat izin dokter yang tertunda.", "due_on": DUE,
        "topic": "tile", "code": "late", "who": ruled.actor(username), "now": MONDAY,
    }  # fmt: skip
    return watch.give_order(**{**given, **changes})


def test_an_order_from_its_beginning_to_its_end(ruled: Any, position: Any) -> None:
    from pendopo.watch import api as watch

    one = give(ruled, position, wants_proof=True)
    regent, head = ruled.actor("bupati"), ruled.actor("kadis.dinkes")
    assert one in [card.id for card in watch.orders(who=head, now=MONDAY)]
    assert one in [card.id for card in watch.orders(who=regent, view="given", now=MONDAY)]
    before = watch.order_counts(who=head)["received"]
    watch.accept_order(order_id=one, who=head, version=1, now=MONDAY)
    said = {"order_id": one, "who": head, "text": "Sudah kami tuntaskan.", "now": MONDAY + DAY}
    with pytest.raises(watch.Refused, match="proof_missing"):
        watch.report_order(version=2, **said)
    data = picture()
    proof = watch.Proof(name="bukti.jpg", data=data)
    watch.report_order(version=2, proof=proof, **said)
    assert watch.order_counts(who=head)["received"] == before - 1
    with pytest.raises(watch.Refused, match="not_for_you"):
        watch.close_order(order_id=one, who=head, version=3, now=MONDAY + DAY)
    watch.return_order(
        order_id=one, who=regent, version=3, text="Sertakan daftarnya.", now=MONDAY + DAY
    )
    watch.report_order(version=4, proof=proof, **said)
    file, pieces = watch.order_proof(order_id=one, who=regent)
    assert file.name == "bukti.jpg" and b"".join(pieces).startswith(data[:3])
    watch.close_order(order_id=one, who=regent, version=5, now=MONDAY + DAY)
    view = watch.order(order_id=one, who=head, now=MONDAY + DAY)
    assert view.text == "Percepat izin dokter yang tertunda."
    assert [word.sort for word in view.words] == ["report", "return", "report"]
    steps = [step.detail for step in view.steps]
    assert steps == ["", "accepted", "reported", "returned", "reported", "closed"]


def test_the_words_are_sealed_and_no_fact_holds_them(ruled: Any, position: Any) -> None:
    from pendopo.ledger import api as ledger
    from pendopo.watch.models import Order

    one = give(ruled, position, text="Panggil Zubaidah besok.")
    with ledger.region_transaction():
        assert b"Zubaidah" not in bytes(Order.objects.get(id=one).sealed)
    assert "Zubaidah" not in str([fact.data for fact in ledger.facts_about(about=one)])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"username": "kadis.dinkes"}, "not_for_you"),
        ({"username": "piket"}, "not_for_you"),
        ({"username": "warga"}, "not_for_you"),
        ({"text": "  "}, "words_empty"),
        ({"text": "x" * 2001}, "words_long"),
        ({"due_on": dt.date(2026, 11, 15)}, "due_past"),
        ({"due_on": dt.date(2099, 1, 1)}, "due_far"),
        ({"to": uuid4()}, "position_unknown"),
        ({"topic": "moon"}, "topic_unknown"),
        ({"code": "a b'; --"}, "topic_unknown"),
    ],
)
def test_what_is_no_order(ruled: Any, position: Any, changes: dict[str, Any], code: str) -> None:
    from pendopo.watch import api as watch

    with pytest.raises(watch.Refused, match=code):
        give(ruled, position, **changes)


def test_sent_twice_it_is_given_once(ruled: Any, position: Any) -> None:
    from pendopo.ledger import api as ledger

    account = ruled.actor("sekda").account_id
    command = ledger.Command(account, str(uuid4()), b"arahan")
    first, again = (give(ruled, position, "sekda", command=command) for _ in range(2))
    assert first == again


def test_strangers_do_not_learn_of_it(ruled: Any, position: Any) -> None:
    from pendopo.watch import api as watch

    one = give(ruled, position)
    for username in ("kadis.dishub", "piket", "warga", "teknis.dinkes"):
        with pytest.raises(watch.NotFound):
            watch.order(order_id=one, who=ruled.actor(username), now=MONDAY)
    assert watch.order(order_id=one, who=ruled.actor("sekda"), now=MONDAY).text


def test_a_late_order_is_told_once_and_becomes_an_alarm(ruled: Any, position: Any) -> None:
    from pendopo.ledger import api as ledger
    from pendopo.watch import api as watch

    one = give(ruled, position)
    for _ in range(2):
        watch.evaluate(now=MONDAY + 5 * DAY)
    kinds = [fact.kind for fact in ledger.facts_about(about=one)]
    assert kinds.count("watch.order_late") == 1
    assert one in [card.subject for card in watch.alarms(limit=10_000).cards]
    head = ruled.actor("kadis.dinkes")
    watch.report_order(order_id=one, who=head, version=1, text="Selesai.", now=MONDAY + 5 * DAY)
    watch.evaluate(now=MONDAY + 6 * DAY)
    assert one not in [card.subject for card in watch.alarms(limit=10_000).cards]
