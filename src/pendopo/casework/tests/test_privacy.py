"""Personal data rests sealed: nothing of the applicant stands in clear in any row."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from pendopo.casework.tests.doors import casework, directory, ledger
from pendopo.casework.tests.walking import CODE, MONDAY, at, row, upload

PERSON = {
    "nama": "dr. Zulaikha Wirosableng",
    "nik": "3511994507900981",
    "telepon": "081299887766",
    "alamat": {
        "jalan": "Jalan Cendrawasih Buntung 71", "desa": "Dabasah", "kecamatan": "Bondowoso",
        "kabupaten": "Bondowoso",
    },
}  # fmt: skip
SAID = ("Cendrawasih", "Zulaikha", "Wirosableng", "3511994507900981", "81299887766",
        "rahasia-keluarga", "Jalan Perkutut Sumbang 9")  # fmt: skip
"""What the applicant and the officers wrote in this test, in the parts one would search for."""


@pytest.fixture
def everything(regency: Any, worker: Any) -> Any:
    """A case with everything in it: draft, notes, visit, question, answer, letter, signature."""
    case = regency.submit(jenis_praktik="mandiri", sip_ke=2, nama_tempat="Praktik A", **PERSON)
    case.do("loket.ptsp", "kembalikan", items=[{"field": "str", "reason": "rahasia-keluarga"}])
    new = upload(case.case_id, row(case).key_id)
    case.apply_again("kirim", str=[new])
    case.do("loket.ptsp", "lengkap")
    with ledger.use_region(CODE):
        words = {"case_id": case.case_id, "body": "rahasia-keluarga", "now": MONDAY}
        casework.add_note(who=directory.ANONYMOUS, key=case.code, **words)
        casework.add_note(who=regency.actor("loket.ptsp"), internal=True, **words)
        (task,) = case.view("teknis.dinkes").tasks
        officer = regency.actor("teknis.dinkes")
        casework.set_appointment(
            task_id=task.id, who=officer, at=at("2026-11-19 09:00"),
            place="Jalan Perkutut Sumbang 9", now=MONDAY,
        )  # fmt: skip
        casework.save_task_draft(
            task_id=task.id, who=officer, version=task.version,
            answers={"temuan": "rahasia-keluarga"}, now=MONDAY,
        )  # fmt: skip
    case.do("teknis.dinkes", "selesai", tanggal_kunjungan="2026-11-19", sesuai=True,
            temuan="rahasia-keluarga")  # fmt: skip
    case.do("teknis.dinkes", "tanya_pemohon", pertanyaan="rahasia-keluarga")
    case.apply_again("kirim", jawaban="rahasia-keluarga")
    case.do("teknis.dinkes", "dengan_syarat", syarat="rahasia-keluarga")
    case.do("penata.ptsp", "siap")
    for username in ("ketuatim.ptsp", "kabid.ptsp", "sekretaris.ptsp"):
        case.do(username, "paraf")
    worker.drain(MONDAY)
    assert case.sign().ok
    worker.drain(MONDAY)
    return case


def test_nothing_personal_stands_in_clear_in_any_row_of_any_table(
    everything: Any, server: Any, database: str
) -> None:
    """Facts, process state, clear columns, jobs, notices, numbers: every row of every table."""
    number = everything.number.lower()  # public: the search must find it, or it finds nothing
    found, public = [], set()
    dsn = psycopg.conninfo.make_conninfo(server.superuser_dsn, dbname=database)
    with psycopg.connect(dsn) as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition"
            " AND relnamespace = 'public'::regnamespace"
        ).fetchall()
        for (table,) in tables:
            for line in connection.execute(f'SELECT t.* FROM "{table}" t'):
                text = " ".join(_readable(value) for value in line)
                found += [(table, word) for word in SAID if word.lower() in text]
                public |= {table} if number in text else set()
    assert {"casework_case", "ledger_fact", "ledger_command"} <= public
    assert not found


def _readable(value: Any) -> str:
    """A value as somebody who steals the database would search it."""
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "ignore").lower()
    return str(value).lower()


def test_files_rest_encrypted(everything: Any) -> None:
    from django.conf import settings

    files = [path for path in (settings.VAR / "files").rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files[-50:] if b"%PDF" in path.read_bytes()]


def test_officers_see_masked_values_until_a_view_is_a_fact(everything: Any, regency: Any) -> None:
    officer = regency.actor("loket.ptsp")
    with ledger.use_region(CODE):
        masked = casework.case(case_id=everything.case_id, who=officer, now=MONDAY)
        before = len(ledger.facts_about(about=masked.person_id, kinds=("person.viewed",)))
        shown = {one.name: one.display.id for one in masked.answers}
        assert not [word for word in SAID if word in str(shown)] and masked.applicant_masked
        open_view = casework.unseal(
            case_id=everything.case_id, who=officer, purpose="check", now=MONDAY
        )
        casework.unseal(case_id=everything.case_id, who=officer, purpose="check", now=MONDAY)
        facts = ledger.facts_about(about=masked.person_id, kinds=("person.viewed",))
        seen = directory.who_saw(masked.person_id)
    assert {one.name: one.value for one in open_view.answers}["nik"] == PERSON["nik"]
    assert len(facts) == before + 1  # once per officer, person, purpose and hour
    assert (facts[-1].data["case"], seen[0].organisation) == (
        str(everything.case_id), directory_name("2.18.2.07.3.32.01.0000"),
    )  # fmt: skip


def directory_name(code: str) -> str:
    with ledger.use_region(CODE):
        return str(directory.chart().by_code[code].name)


def test_what_is_internal_never_reaches_the_applicant(everything: Any) -> None:
    mine = everything.mine()
    assert [one.internal for one in mine.notes] == [False]
    assert {one.role for one in (*mine.tasks, *mine.done)} == {"applicant"}
    assert all(one.public for one in mine.tracking.events)


def test_tracking_tells_anyone_where_it_is_and_nothing_about_whom(everything: Any) -> None:
    with ledger.use_region(CODE):
        told = casework.track(number=everything.number.lower().replace("-", " "), now=MONDAY)
        receipt = casework.receipt(number=everything.number, now=MONDAY)
    assert told.status == "granted" and receipt is not None
    assert not [word for word in SAID if word in repr((told, receipt))]
