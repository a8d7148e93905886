"""Letters through the front door, on the real database."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from pendopo.documents.signing.demo import DemoSigner
from pendopo.documents.signing.signer import SigningFailed
from pendopo.documents.tests.doors import directory, documents, ledger, models, ports
from pendopo.documents.tests.samples import LETTER, ORIGIN, PASSPHRASE
from pendopo.documents.tests.setting import UNIT, content, draft, enrolled, facts, sign
from pendopo.documents.tests.test_typesetting import check_pdf_a, text_of

pytestmark = pytest.mark.usefixtures("region")


class Failing:
    """The demo signer with a fault after the passphrase was accepted."""

    def __init__(self, demo: DemoSigner, failure: SigningFailed, times: int = 1) -> None:
        self._demo, self._failure, self._times = demo, failure, times

    def __getattr__(self, name: str) -> Any:
        return getattr(self._demo, name)

    def sign(self, pdf: bytes, **words: Any) -> bytes:
        if self._times:
            self._times -= 1
            raise self._failure
        return self._demo.sign(pdf, **words)


@pytest.fixture
def rebind() -> Iterator[Any]:
    before = ports._signer
    yield lambda signer: documents.bind_signer(lambda: signer)
    from pendopo.documents import ports as real

    real._signer = before


def test_from_draft_to_signed_and_verified(now: dt.datetime) -> None:
    who = enrolled(now, prefix="Plt.")
    letter = draft(now, parafs_needed=1, valid_until=dt.date(2027, 11, 15))
    assert (letter.status, letter.number, letter.standing) == ("draft", "", None)
    letter = documents.give_paraf(
        letter_id=letter.id, version=letter.version, position_id=uuid4(), title="Kabid",
        account_id=uuid4(), now=now,
    )  # fmt: skip
    (result,) = sign([letter], who, now)
    assert (result.outcome, result.number) == ("signed", f"503/001/{UNIT}/2026")

    letter = documents.letter(letter_id=letter.id, now=now)
    assert (letter.status, letter.standing, letter.method) == ("signed", "valid", "electronic")
    assert letter.number_date == dt.date(2026, 11, 16) and letter.signed_at == now
    pdf = documents.letter_pdf(letter_id=letter.id)
    check_pdf_a(pdf)
    shown = text_of(pdf)
    assert "503/001" in shown and "Plt. Kepala Dinas" in shown
    assert f"{ORIGIN}/verify/{letter.verify_id}" in shown

    found = documents.verify(verify_id=letter.verify_id.lower().replace("-", ""), now=now)
    assert (found.standing, found.holder, found.sample) == ("valid", "dr. A** L******", True)
    assert found.sha256 == letter.sha256 and found.signer.prefix == "Plt."
    assert "Ayu" not in repr(found), "a verification names the holder masked only"
    assert facts(letter.id) == [
        "letter.drafted", "letter.initialled", "letter.numbered", "letter.signed",
    ]  # fmt: skip


def test_the_order_paraf_number_signature(now: dt.datetime) -> None:
    who, letter = enrolled(now), draft(now, parafs_needed=2)
    (result,) = sign([letter], who, now)
    assert (result.outcome, result.code) == ("refused", "letter_parafs")
    assert documents.number_register(unit=UNIT, year=2026) == ()


def test_a_batch_each_for_itself(now: dt.datetime) -> None:
    who = enrolled(now)
    good, stale, late, gone = draft(now), draft(now), draft(now), draft(now)
    documents.redraft_letter(
        letter_id=stale.id, version=stale.version, content=content(subject="Lain"), now=now
    )
    results = sign([good, stale, late], who, now)
    assert [one.outcome for one in results] == ["signed", "refused", "signed"]
    assert results[1].code == "letter_stale"
    again = sign([good, late], who, now)
    assert [(one.outcome, one.number) for one in again] == [
        ("already", results[0].number), ("already", results[2].number),
    ]  # fmt: skip
    (unknown,) = sign([replace(gone, id=uuid4())], who, now)
    assert unknown.code == "letter_unknown"
    used = [line.first for line in documents.number_register(unit=UNIT, year=2026)]
    assert used == [1, 2]
    assert documents.letter(letter_id=gone.id, now=now).status == "draft"


def test_a_wrong_passphrase_uses_no_number(now: dt.datetime) -> None:
    who, letters = enrolled(now), [draft(now), draft(now)]
    results = sign(letters, who, now, passphrase="bukan-frasanya")
    assert [one.code for one in results] == ["passphrase_wrong", "not_attempted"]
    assert documents.number_register(unit=UNIT, year=2026) == ()
    assert facts(letters[0].id) == ["letter.drafted"]
    assert [one.outcome for one in sign(letters, who, now)] == ["signed", "signed"]


def test_a_failed_signature_voids_its_number_in_sight(now: dt.datetime, rebind: Any) -> None:
    who, letter = enrolled(now), draft(now)
    rebind(Failing(ports.demo_signer(), SigningFailed("signer_refused", "kode 2041")))
    (failed,) = sign([letter], who, now)
    assert (failed.outcome, failed.code) == ("failed", "signer_refused")
    assert failed.number == f"503/001/{UNIT}/2026" and "kode 2041" in failed.text["id"]
    assert documents.letter(letter_id=letter.id, now=now).number == ""
    (result,) = sign([letter], who, now)
    assert result.number == f"503/002/{UNIT}/2026"
    lines = documents.number_register(unit=UNIT, year=2026)
    assert [(one.first, one.state) for one in lines] == [(1, "void"), (2, "used")]
    assert "kode 2041" in lines[0].reason and lines[0].letter_id == letter.id
    assert facts(letter.id) == [
        "letter.drafted", "letter.numbered", "number.voided", "letter.not_signed",
        "letter.numbered", "letter.signed",
    ]  # fmt: skip


@pytest.mark.parametrize("inside", [False, True])
def test_a_late_refusal_takes_the_number_back(now: dt.datetime, rebind: Any, inside: bool) -> None:
    who, first, second = enrolled(now), draft(now), draft(now)
    failure = SigningFailed("passphrase_wrong", consumed=False)
    rebind(Failing(ports.demo_signer(), failure))
    if inside:
        with ledger.region_transaction():
            results = sign([first, second], who, now)
    else:
        results = sign([first, second], who, now)
    assert [one.code for one in results] == ["passphrase_wrong", "not_attempted"]
    assert documents.number_register(unit=UNIT, year=2026) == ()
    (result,) = sign([first], who, now)
    assert result.number.startswith("503/001/")


def test_an_answer_that_is_not_signed_is_refused(now: dt.datetime, rebind: Any) -> None:
    class Lazy(Failing):
        def sign(self, pdf: bytes, **words: Any) -> bytes:
            return pdf

    who, letter = enrolled(now), draft(now)
    rebind(Lazy(ports.demo_signer(), SigningFailed("x")))
    (result,) = sign([letter], who, now)
    assert (result.outcome, result.code) == ("failed", "signer_answer")


def test_numbers_at_once_are_neither_doubled_nor_lost(now: dt.datetime, region: str) -> None:
    who, letters = enrolled(now), [draft(now) for _ in range(8)]
    results: list[documents.SignResult] = []

    def work(part: list[documents.Letter]) -> None:
        from django.db import connection

        with ledger.use_region(region):
            results.extend(sign(part, who, now))
        connection.close()

    threads = [threading.Thread(target=work, args=(letters[at::4],)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.number for one in results) == [
        f"503/{number:03}/{UNIT}/2026" for number in range(1, 9)
    ]


def test_the_same_letter_signed_twice_at_once_is_signed_once(now: dt.datetime, region: str) -> None:
    who, letter = enrolled(now), draft(now)
    outcomes: list[str] = []

    def work() -> None:
        from django.db import connection

        with ledger.use_region(region):
            outcomes.extend(one.outcome for one in sign([letter], who, now))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["already", "signed"]


def test_numbers_follow_unit_classification_and_year(now: dt.datetime) -> None:
    who = enrolled(now)
    new_year = dt.datetime(2026, 12, 31, 17, 30, tzinfo=dt.UTC)  # 00.30 on 1 January, WIB
    letters = [draft(now), draft(now, unit="430.9.3"), draft(now, classification="441")]
    for letter in letters:
        sign([letter], who, now)
    (result,) = sign([draft(now)], who, new_year)
    assert result.number == f"503/001/{UNIT}/2027"
    numbers = [documents.letter(letter_id=one.id, now=now).number for one in letters]
    assert numbers == [f"503/001/{UNIT}/2026", "503/001/430.9.3/2026", f"441/001/{UNIT}/2026"]


def test_a_start_in_the_middle_of_the_year_is_explained(now: dt.datetime) -> None:
    who, day = enrolled(now), now.date()
    start = {"unit": UNIT, "classification": "503", "year": 2026, "day": day, "now": now}
    documents.explain_numbers(last=240, reason="Buku agenda 2026 sampai nomor 240", **start)
    (result,) = sign([draft(now)], who, now)
    assert result.number == f"503/241/{UNIT}/2026"
    gap, used = documents.number_register(unit=UNIT, year=2026)
    assert (gap.first, gap.last, gap.state) == (1, 240, "gap") and "agenda" in gap.reason
    with pytest.raises(documents.Refused) as caught:
        documents.explain_numbers(last=241, reason="x", **start)
    assert caught.value.code == "number_taken" and used.state == "used"


def test_words_and_parafs(now: dt.datetime) -> None:
    letter, position = draft(now), uuid4()
    words = {"letter_id": letter.id, "title": "Kabid", "account_id": uuid4(), "now": now}
    documents.give_paraf(version=1, position_id=position, **words)
    with pytest.raises(documents.Refused) as twice:
        documents.give_paraf(version=1, position_id=position, **words)
    changed = documents.redraft_letter(
        letter_id=letter.id, version=1, content=content(subject="Baru"), now=now
    )
    with pytest.raises(documents.Refused) as stale:
        documents.give_paraf(version=1, position_id=position, **words)
    assert (twice.value.code, stale.value.code) == ("paraf_given", "letter_stale")
    assert (changed.parafs, changed.status, changed.version) == ((), "draft", 2)


def test_the_preview_is_drawn_in_a_job(now: dt.datetime, worker: Any) -> None:
    letter = draft(now)
    worker.drain(now)
    assert "letter.previewed" in facts(letter.id)
    assert documents.render_preview(letter_id=letter.id, now=now) is False
    pdf = documents.preview_pdf(letter_id=letter.id, now=now)
    assert "Ruang tanda tangan elektronik" in text_of(pdf)
    documents.redraft_letter(
        letter_id=letter.id, version=1, content=content(subject="Hal baru"), now=now
    )
    assert "Hal baru" in text_of(documents.preview_pdf(letter_id=letter.id, now=now))
    worker.drain(now)
    assert "Hal baru" in text_of(documents.preview_pdf(letter_id=letter.id, now=now))


def test_a_sketch_stores_nothing(now: dt.datetime) -> None:
    template = documents.Template("a.typ", {"a.typ": LETTER})
    pdf = documents.sketch(template=template, title="Izin", content=content(), now=now)
    assert "Ayu" in text_of(pdf)
    with pytest.raises(documents.Refused):
        documents.sketch(
            template=documents.Template("a.typ", {"a.typ": b'#import "@preview/x:1.0.0"'}),
            title="Izin", content=content(), now=now,
        )  # fmt: skip


def test_ink_is_the_fallback(now: dt.datetime) -> None:
    who, letter = enrolled(now), draft(now)
    printed = documents.number_for_ink(
        letter_id=letter.id, version=1, signer=who, origin=ORIGIN, now=now
    )
    assert (printed.status, printed.number) == ("numbered", f"503/001/{UNIT}/2026")
    pdf = documents.letter_pdf(letter_id=letter.id)
    assert "503/001" in text_of(pdf) and "elektronik" not in text_of(pdf)
    with pytest.raises(documents.Refused):
        documents.verify(verify_id=letter.verify_id, now=now)

    reopened = documents.void_number(
        letter_id=letter.id, version=printed.version, reason="Salah cetak nama", now=now
    )
    assert (reopened.status, reopened.number) == ("draft", "")
    printed = documents.number_for_ink(
        letter_id=letter.id, version=reopened.version, signer=who, origin=ORIGIN, now=now
    )
    scan = documents.store(
        name="pindai.pdf", data=documents.letter_pdf(letter_id=letter.id), purpose="scan",
        key=directory.new_key(now), owner_id=letter.id, now=now,
    )  # fmt: skip
    signed = documents.attach_wet_scan(
        letter_id=letter.id, version=printed.version, file_id=scan.id, now=now
    )
    assert (signed.status, signed.method, signed.sha256) == ("signed", "wet", scan.sha256)
    assert documents.verify(verify_id=letter.verify_id, now=now).method == "wet"
    states = [one.state for one in documents.number_register(unit=UNIT, year=2026)]
    assert states == ["void", "used"]


def test_standing_over_time(now: dt.datetime) -> None:
    who, letter = enrolled(now), draft(now, valid_until=dt.date(2026, 11, 20))
    sign([letter], who, now)
    last_night = dt.datetime(2026, 11, 20, 16, 59, tzinfo=dt.UTC)  # 23.59 WIB

    def standing(at: dt.datetime) -> str:
        return documents.verify(verify_id=letter.verify_id, now=at).standing

    assert standing(last_night) == "valid", "in force through its last day"
    assert standing(last_night + dt.timedelta(minutes=1)) == "expired"
    change = {"letter_id": letter.id, "now": now}
    documents.set_status(standing="suspended", reason="SK/12/2026", **change)
    assert standing(now) == "suspended"
    documents.set_status(standing="valid", reason="SK/13/2026", **change)
    documents.set_status(standing="revoked", reason="SK/14/2026", **change)
    with pytest.raises(documents.Refused):
        documents.set_status(standing="valid", reason="x", **change)
    assert standing(now) == "revoked"


def test_a_pdf_that_was_uploaded(now: dt.datetime) -> None:
    who, letter = enrolled(now), draft(now)
    sign([letter], who, now)
    pdf = documents.letter_pdf(letter_id=letter.id)

    same = documents.check_pdf(pdf=pdf, now=now)
    assert same.verdict == "genuine" and same.letter is not None
    assert {one.code for one in same.lines if one.good} >= {"known", "unchanged", "covers_whole"}
    assert same.signatures[0].trusted

    changed = bytearray(pdf)
    changed[len(pdf) // 3] ^= 1
    forged = documents.check_pdf(pdf=bytes(changed), now=now)
    assert forged.verdict == "changed" and forged.lines[0].code == "altered"

    added = documents.check_pdf(pdf=pdf + b"\n%disisipkan\n", now=now)
    assert added.verdict == "changed" and "added" in {one.code for one in added.lines}

    documents.set_status(letter_id=letter.id, standing="revoked", reason="SK", now=now)
    revoked = documents.check_pdf(pdf=pdf, now=now)
    assert revoked.verdict == "not_valid" and revoked.lines[0].code == "standing_revoked"

    preview = documents.sketch(
        template=documents.Template("a.typ", {"a.typ": b"x"}), title="x", content=content(), now=now
    )
    assert documents.check_pdf(pdf=preview, now=now).verdict == "unsigned"
    for hostile in (b"", b"<html>", b"%PDF-1.7\n" + b"\0" * 5000, pdf[: len(pdf) // 2]):
        assert documents.check_pdf(pdf=hostile, now=now).verdict in ("unreadable", "changed")


def test_another_region_sees_nothing(now: dt.datetime) -> None:
    who, letter = enrolled(now), draft(now)
    sign([letter], who, now)
    with ledger.use_region("99.98"):
        for look in (
            lambda: documents.letter(letter_id=letter.id, now=now),
            lambda: documents.letter_pdf(letter_id=letter.id),
            lambda: documents.verify(verify_id=letter.verify_id, now=now),
        ):
            with pytest.raises(documents.Refused):
                look()
        assert documents.number_register(unit=UNIT, year=2026) == ()


def test_words_lie_sealed_in_the_database(now: dt.datetime) -> None:
    letter = draft(now)
    with ledger.region_transaction():
        row = models.Letter.objects.get(pk=letter.id)
        assert b"Ayu" not in bytes(row.content_sealed)
        assert "Ayu" not in str(models.LetterSource.objects.get(pk=row.source_id).files)


def test_the_passphrase_stays_out_of_log_and_database(
    now: dt.datetime, caplog: pytest.LogCaptureFixture, rebind: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    who, letters = enrolled(now), [draft(now), draft(now)]
    rebind(Failing(ports.demo_signer(), SigningFailed("signer_refused", "x")))
    with caplog.at_level(0), CaptureQueriesContext(connection) as queries:
        results = sign(letters, who, now)
    assert PASSPHRASE not in caplog.text + repr(results) + str(queries.captured_queries)


def test_kinds_of_facts_hold_nothing_personal() -> None:
    from pendopo.documents import facts as kinds

    for name in dir(kinds):
        kind = getattr(kinds, name)
        if isinstance(kind, type) and issubclass(kind, ledger.Fact) and kind is not ledger.Fact:
            assert ledger.untyped_fields(kind) == [], name
