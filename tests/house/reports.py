"""A report's walk through every verb of voice, as reporters and officers come to them."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any
from uuid import UUID, uuid4

from PIL import Image

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice import api as voice
from tests.house.walks import DAY, MONDAY
from tests.regency import CODE, Applied, Regency

ROADS = "1.03.0.00.0.00.01.0000"
REPORTS = "pengaduan-masyarakat"


def command() -> ledger.Command:
    key = str(uuid4())
    return ledger.Command(uuid4(), key, key.encode())


def sent(**changes: Any) -> voice.Receipt:
    """A report of someone without an account."""
    asked: dict[str, Any] = {
        "sort": "complaint",
        "text": "Jalan di depan pasar berlubang dalam sejak seminggu.",
        "visibility": "open",
        "who": directory.ANONYMOUS,
        "reporter": voice.Reporter(name="Zubaidah Kirana", phone="081298765432"),
        "place": voice.Place(point=voice.Point(-7.91355, 113.82134)),
        "channel": "web",
        "language": "id",
        "now": MONDAY,
        "command": command(),
        **changes,
    }
    return voice.report(**asked)


def a_report(regency: Regency, worker: Any) -> None:
    """Reported, supported, forwarded, answered, reopened, confirmed, rated, published."""
    for package in (REPORTS, "aspirasi-masyarakat"):
        regency.publish(package)
    with ledger.use_region(CODE):
        receipt, other = sent(), sent()
        hidden = sent(visibility="anonymous")
        ticket = voice.support(
            number=receipt.number, who=directory.ANONYMOUS, reporter=voice.Reporter(name="Ani"),
            language="id", now=MONDAY, command=command(),
        )  # fmt: skip
        who = regency.actor("koordinator.aduan")
        proposal = voice.propose_text(number=receipt.number, who=who, now=MONDAY)
        voice.moderate(
            number=receipt.number, who=who, text=proposal.proposed, shown=True,
            version=proposal.version, now=MONDAY,
        )  # fmt: skip
        voice.cluster(number=receipt.number, others=(other.number,), who=who, now=MONDAY)
        voice.leave_cluster(number=other.number, who=who, now=MONDAY)
        wrong = sent()
        version = voice.report_of_case(number=wrong.number).version
        voice.reclassify(
            number=wrong.number, who=who, sort="aspiration", version=version, now=MONDAY
        )
        voice.set_lapor_number(number=receipt.number, who=who, lapor_number="8123456", now=MONDAY)
        auditor = regency.actor("auditor.inspektorat")
        voice.reveal_identity(
            number=hidden.number, who=auditor, purpose="investigation", now=MONDAY
        )
    case = Applied(regency, receipt.case_id, receipt.number, receipt.code)
    case.do("koordinator.aduan", "teruskan", MONDAY, topik="jalan", instansi=ROADS)
    worker.drain(MONDAY)
    for day in (1, 3):
        _answered(regency, case, worker, day)
        with ledger.use_region(CODE):
            mine = {"number": receipt.number, "code": receipt.code, "who": directory.ANONYMOUS}
            now = MONDAY + (day + 1) * DAY
            if day == 1:
                voice.reply(**mine, message="Terima kasih, kami lihat dulu.", now=now)
                worker.drain(now)
                voice.write(number=receipt.number, who=regency.actor("penghubung.dpupr"),
                            message="Kami kembali besok.", now=now)  # fmt: skip
                voice.reopen(**mine, message="Masih berlubang.", now=now)
            else:
                voice.confirm(**mine, now=now)
        worker.drain(MONDAY + (day + 1) * DAY)
    with ledger.use_region(CODE):
        for one, score in ((receipt, 4), (ticket, 3)):
            voice.rate(number=one.number, code=one.code, who=directory.ANONYMOUS, score=score,
                       now=MONDAY + 5 * DAY)  # fmt: skip
        _questions(receipt, regency.actor("koordinator.aduan"))
    a_late_report(worker)
    a_list(regency, worker)
    forgotten(regency, worker)


def forgotten(regency: Regency, worker: Any) -> None:
    """Years later the rules have been at what has ended and is not held."""
    who, later = regency.actor("koordinator.aduan"), MONDAY + 400 * DAY
    with ledger.use_region(CODE):
        receipt = sent()
    number = receipt.number
    case = Applied(regency, receipt.case_id, number, receipt.code)
    case.do("koordinator.aduan", "arsipkan", MONDAY, alasan="Tidak dapat dipahami.")
    worker.drain(MONDAY)
    with ledger.use_region(CODE):
        voice.hold(number=number, who=who, reason="audit", now=MONDAY)
        voice.held(number=number)
        voice.held_reports(who=who, now=MONDAY)
        voice.retention(who=who, now=later)
        voice.forgetting_ahead(who=who, now=later)
        voice.release_hold(number=number, who=who, now=MONDAY)
        while voice.forget_next(now=MONDAY + 800 * DAY):
            pass


def a_late_report(worker: Any) -> None:
    """Nobody verifies it: its delay climbs."""
    with ledger.use_region(CODE):
        sent()
        late = MONDAY + 4 * DAY
        casework.fire_due_timers(now=late)
    worker.drain(late)


LISTED = (
    "Nomor LAPOR!;Isi laporan;Tanggal laporan;Status;Nama pelapor\n"
    "{number};Lampu jalan di depan balai desa mati.;02-11-2026;Belum Terverifikasi;"
    "Zubaidah Kirana\n"
)


ANSWERED = (
    "Nomor LAPOR!;Isi laporan;Tanggal laporan;Status;Tanggal disposisi;Instansi;Jawaban;"
    "Tanggal jawaban\n"
    "{number};Lampu jalan di depan balai desa mati.;02-11-2026;Dalam Proses;03-11-2026;"
    + ROADS
    + ";Lampunya kami ganti besok.;04-11-2026\n"
)


def listed(regency: Regency, number: str, text: str = LISTED) -> voice.ReportListView:
    """A list from SP4N-LAPOR! that has been judged."""
    with ledger.use_region(CODE):
        who = regency.actor("koordinator.aduan")
        found = voice.receive_list(content=text.format(number=number).encode(), who=who, now=MONDAY)
        while voice.judge_next(list_id=found.id, now=MONDAY):
            pass
        return voice.report_list(list_id=found.id, who=who, now=MONDAY)


def a_list(regency: Regency, worker: Any) -> None:
    """One comes in, another is left lying until it is forgotten."""
    who = regency.actor("koordinator.aduan")
    with ledger.use_region(CODE):
        assert voice.take_list(
            who=who, without_number=False, since=MONDAY - DAY, now=MONDAY
        ).startswith(b"PK")
        voice.choose_columns(columns={"text": "Isi laporan"}, who=who, now=MONDAY)
        voice.list_columns()
    one, left = listed(regency, "8200001"), listed(regency, "8200002")
    with ledger.use_region(CODE):
        voice.list_lines(list_id=one.id, who=who, now=MONDAY)
        voice.begin_list(list_id=one.id, who=who, version=one.version, now=MONDAY)
        while voice.bring_next(list_id=one.id, now=MONDAY):
            pass
        assert voice.report_list(list_id=one.id, who=who, now=MONDAY).imported == 1
        answered_there(regency, "8200001")
        assert voice.remove_old_lists(now=MONDAY + 8 * DAY) >= 1
        assert voice.report_list(list_id=left.id, who=who, now=MONDAY).status == "dropped"
        assert voice.report_lists(who=who, now=MONDAY)
    worker.drain(MONDAY)


def answered_there(regency: Regency, number: str) -> None:
    """A later list tells that a report which is here was answered there."""
    one = listed(regency, number, ANSWERED)
    with ledger.use_region(CODE):
        who = regency.actor("koordinator.aduan")
        voice.begin_list(list_id=one.id, who=who, version=one.version, now=MONDAY)
        while voice.bring_next(list_id=one.id, now=MONDAY):
            pass


def _answered(regency: Regency, case: Applied, worker: Any, day: int) -> None:
    """The first time with a photo from the place, the second with words alone."""
    now = MONDAY + day * DAY
    words: dict[str, Any] = {"jawaban": "Sudah ditambal.", "bukti": "jawaban"}
    if day == 1:
        words |= {"bukti": "tempat", "foto": [str(_photo(regency, case, now))]}
    case.do("penghubung.dpupr", "jawab", now, **words)
    case.do("verifikator.aduan", "terima", now)
    worker.drain(now)


def _photo(regency: Regency, case: Applied, now: dt.datetime) -> UUID:
    who = regency.actor("penghubung.dpupr")
    (task,) = (one for one in case.view("penghubung.dpupr", now).tasks if one.outcomes)
    picture = io.BytesIO()
    Image.effect_noise((64, 48), 40).convert("RGB").save(picture, "JPEG")
    with ledger.use_region(CODE):
        token = voice.check_in(
            number=case.number, who=who, point=voice.Point(-7.91355, 113.82134), now=now
        ).token
        return voice.capture(
            number=case.number, who=who, token=token, task_id=task.id, question="foto",
            photo=voice.Photo(name="sesudah.jpg", data=picture.getvalue()), now=now,
        )  # fmt: skip


def a_flood(regency: Regency) -> None:
    """Two reports of very many from one device: one is let through, one thrown away."""
    who = regency.actor("koordinator.aduan")
    with ledger.use_region(CODE):
        one, other = (
            voice.hold_report(
                sort="complaint", text="Lampu jalan padam.", visibility="open",
                who=directory.ANONYMOUS, reporter=voice.Reporter(), place=voice.Place(),
                channel="web", language="id", device="uji", now=MONDAY, command=command(),
            )
            for _ in range(2)
        )  # fmt: skip
        voice.held_report(number=one.number, code=one.code)
        voice.waiting_devices(who=who, now=MONDAY)
        voice.release_held(who=who, numbers=(one.number,), now=MONDAY)
        voice.discard_held(who=who, numbers=(other.number,), reason="flood", now=MONDAY)


def _questions(receipt: voice.Receipt, who: directory.Actor) -> None:
    filters = voice.Filters()
    voice.reports(filters=filters)
    voice.report_card(number=receipt.number)
    voice.report_of_case(number=receipt.number)
    voice.follow(number=receipt.number, code=receipt.code, who=directory.ANONYMOUS, now=MONDAY)
    voice.my_tickets(who=directory.ANONYMOUS)
    voice.find_nearby(sort="complaint", text="jalan", point=None, now=MONDAY)
    voice.map_cells(filters=filters)
    voice.agency_results(filters=filters)
    voice.agency_months(filters=filters)
    voice.district_counts(filters=filters)
    voice.village_counts(filters=filters)
    voice.map_changed_at()
    voice.answers(number=receipt.number, code=receipt.code, who=directory.ANONYMOUS)
    voice.export_rows(filters=filters)
    voice.report_updates(since=MONDAY, before=MONDAY + 9 * DAY)
    voice.report_updates(since=MONDAY, before=MONDAY + 9 * DAY, number=receipt.number)
    voice.export_csv(filters=filters)
    voice.reputation(filters=filters)
    voice.suggestion(case_id=receipt.case_id)
    voice.climb_of(number=receipt.number)
    voice.told_elsewhere(number=receipt.number)
    casework.written_texts(questions={receipt.case_id: "jawaban"})
    voice.promises(sort="complaint", now=MONDAY)
    voice.pace(now=MONDAY)
    voice.reputation_figures(now=MONDAY)
    step = {"case_id": receipt.case_id, "task_id": uuid4(), "element": "tindak_lanjut"}
    voice.wanted_proof(**step)
    voice.settle(casework.Given(**step, outcome="jawab", answers={}), who=who, now=MONDAY)
    _learn()
    voice.answering_agencies()
    voice.proofs(number=receipt.number, who=who)


def _learn() -> None:
    """Ordered, and taken back: teaching takes longer than all these tests."""
    from django.db import connection

    voice.learn_topics()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'voice.teach'")
