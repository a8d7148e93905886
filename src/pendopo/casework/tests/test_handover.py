"""A service that another system decides: collected here, passed on, tracked; never decided here."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger, models, services
from pendopo.casework.tests.test_reactions import by_mail, notices, words_of
from pendopo.casework.tests.walking import CODE, DAY, MONDAY, counted, facts_of, fire, row, the_task

BUILDING = "pbg"
NUMBER = "PBG-351111-16112026-01"
PASSED = {"nomor_simbg": NUMBER, "tanggal_diteruskan": "2026-11-16"}


@pytest.fixture
def shipped(regency: Any) -> Any:
    regency.publish(BUILDING)
    return regency


def submit(regency: Any) -> Any:
    return regency.submit(BUILDING, story="rumah-sederhana")


def passed_on(regency: Any) -> Any:
    case = submit(regency)
    case.do("loket.ptsp", "lengkap")
    case.do("loket.ptsp", "diteruskan", **PASSED)
    with ledger.use_region(CODE):
        from pendopo.casework.actions.timers import answer_service

        state = services.flow.CaseState.decode(bytes(row(case).state))
        (call,) = state.calls
        answer_service(case_id=case.case_id, token=call.token, result={}, now=MONDAY)
    return case


def test_collecting_has_a_limit_and_no_deemed_decision(shipped: Any) -> None:
    case = submit(shipped)
    case.do("loket.ptsp", "lengkap")
    found = row(case)
    assert found.due_at is not None and found.deemed_at is None
    with ledger.use_region(CODE), ledger.region_transaction():
        kinds = set(models.Timer.objects.filter(case_id=case.case_id).values_list("kind"))
    assert not kinds & {("deemed",), ("deemed_near",)}


def test_from_the_hand_over_the_other_system_decides(shipped: Any) -> None:
    case = passed_on(shipped)
    found = row(case)
    assert (found.status, found.due_at, found.deemed_at) == ("handed_over", None, None)
    track = case.mine().tracking
    assert track.status_words.id == "Diteruskan ke SIMBG"
    assert track.decided_by is not None and track.decided_by.id == "SIMBG"
    assert NUMBER not in repr(track)
    assert track.clock is None  # neither late nor in time: it is not ours any more
    mine = case.mine()
    assert mine.elsewhere is not None and mine.elsewhere.number == NUMBER
    assert not mine.may_withdraw


def test_the_file_to_pass_on_holds_everything_and_the_applicant_sees_who_took_it(
    shipped: Any,
) -> None:
    case = submit(shipped)
    case.do("loket.ptsp", "lengkap")
    task = the_task(case, "loket.ptsp")
    taken = {"task_id": task.id, "now": MONDAY}
    with ledger.use_region(CODE):
        name, data = casework.export_file(who=shipped.actor("loket.ptsp"), **taken)
        for username in ("teknis.dinkes", "kadis.ptsp"):
            with pytest.raises(casework.Refused):
                casework.export_file(who=shipped.actor(username), **taken)
        assert "handover" in {one.purpose for one in directory.who_saw(case.mine().person_id)}
    assert name == f"{case.number}.zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == [
            "isian.csv", "dokumen/01-ktp.pdf", "dokumen/02-bukti_tanah.pdf",
            "dokumen/03-gambar_arsitektur.pdf",
        ]  # fmt: skip
        rows = list(csv.reader(io.StringIO(archive.read("isian.csv").decode("utf-8-sig"))))
    assert ["NIK (16 angka pada KTP)", "3511014507900001"] in rows
    assert ["Nomor telepon atau WhatsApp", "'+6281234567890"] in rows
    (fact,) = facts_of(case, "case.file_exported")
    assert fact.data["system"] == "simbg"


def test_the_archive_takes_the_same_statements_for_more_files(shipped: Any) -> None:
    from pendopo.casework.actions.exports import _archive

    case = submit(shipped)
    with ledger.use_region(CODE), ledger.region_transaction():
        found = models.Case.objects.get(id=case.case_id)
        compiled = services.version(hash=found.version_hash)
        with counted() as all_of_them:
            _archive(found, compiled)
        first = found.attachments.order_by("added_at", "id").first()
        found.attachments.exclude(id=first.id).update(withdrawn_at=MONDAY)
        with counted() as one:
            _archive(found, compiled)
    assert len(one) == len(all_of_them) <= 4, all_of_them


def test_only_the_hand_over_takes_the_file_out(shipped: Any) -> None:
    case = submit(shipped)
    task = the_task(case, "loket.ptsp")  # still checking
    with ledger.use_region(CODE), pytest.raises(casework.Refused, match="not_for_you"):
        casework.export_file(task_id=task.id, who=shipped.actor("loket.ptsp"), now=MONDAY)


def test_news_from_there_is_told_and_nothing_is_signed(shipped: Any) -> None:
    case = passed_on(shipped)
    case.do("loket.ptsp", "konsultasi", MONDAY + DAY, tanggal_kabar="2026-11-17")
    case.do("loket.ptsp", "terbit", MONDAY + 2 * DAY, tanggal_kabar="2026-11-18")
    found = row(case)
    assert (found.status, found.outcome) == ("handed_over", "pbg_terbit")
    assert found.ended_at is not None and found.on_time is True
    mine = case.mine(MONDAY + 2 * DAY)
    assert mine.letters == () and mine.licence is None
    told = [(one.title.id, one.detail.id) for one in mine.tracking.events]
    assert ("Kabar dari SIMBG", "Konsultasi rancangan berjalan") in told
    assert told[-1] == ("Selesai di sini", "PBG terbit di SIMBG")
    (closed,) = facts_of(case, "case.closed")
    assert closed.data["status"] == "handed_over"


def test_the_notices_name_the_other_system(shipped: Any, worker: Any) -> None:
    case = submit(shipped)
    by_mail(case)
    case.do("loket.ptsp", "lengkap")
    case.do("loket.ptsp", "diteruskan", **PASSED)
    worker.drain(MONDAY)
    case.do("loket.ptsp", "tidak_disetujui", MONDAY + DAY, tanggal_kabar="2026-11-17")
    worker.drain(MONDAY + DAY)
    said = [words_of(one) for one in notices(case)]
    assert any("kami teruskan ke SIMBG" in one for one in said)
    (last,) = (one for one in said if "Hasil dan suratnya" in one)
    assert "Tidak disetujui di SIMBG" in last and NUMBER not in " ".join(said)


def test_time_passing_there_escalates_nothing_here(shipped: Any) -> None:
    case = passed_on(shipped)
    fire(MONDAY + 90 * DAY)
    assert facts_of(case, "case.escalated") == []
    assert row(case).status == "handed_over"


def test_the_estimate_is_shown_and_never_charged(shipped: Any) -> None:
    case = submit(shipped)
    for view in (case.mine(), case.view("loket.ptsp")):
        assert (view.estimate, view.fee) == (324_000, 0)


def test_once_passed_on_it_is_withdrawn_there_not_here(shipped: Any) -> None:
    case = passed_on(shipped)
    with ledger.use_region(CODE), pytest.raises(casework.Refused, match="too_late"):
        casework.withdraw(case_id=case.case_id, who=directory.ANONYMOUS, key=case.code, now=MONDAY)
