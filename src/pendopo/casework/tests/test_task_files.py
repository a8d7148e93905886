"""Files that an officer adds to a task: taken piece by piece, checked, shown to who takes part."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from pendopo.casework.tests.doors import casework, directory, documents, ledger
from pendopo.casework.tests.walking import CODE, MONDAY, the_task

QUESTION = "dokumentasi"
VISITED = {"tanggal_kunjungan": "2026-11-17", "sesuai": True}
TINY = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
EXPERT = "teknis.dinkes"


@pytest.fixture
def visit(regency: Any) -> Any:
    """A case whose place of practice is to be visited."""
    case = regency.submit(jenis_praktik="mandiri")
    case.do("loket.ptsp", "lengkap")
    return case


def a_pdf() -> bytes:
    from pendopo.config.seeding.applying import PDF

    return PDF


def given(case: Any, username: str = EXPERT, **changes: Any) -> dict[str, Any]:
    with ledger.use_region(CODE):
        who = case.regency.actor(username)
    task = the_task(case, EXPERT)
    return {"task_id": task.id, "who": who, "question": QUESTION, "now": MONDAY, **changes}


def added(case: Any, name: str = "berita-acara.pdf", data: bytes | None = None) -> Any:
    with ledger.use_region(CODE):
        return casework.add_task_file(
            name=name, data=a_pdf() if data is None else data, **given(case)
        )


def test_a_report_comes_with_the_task_and_is_read_by_the_agencies_in_the_case(visit: Any) -> None:
    file = added(visit)
    visit.do(EXPERT, "selesai", **VISITED, dokumentasi=[str(file.id)])
    for username in (EXPERT, "loket.ptsp"):
        view = visit.view(username)
        (shown,) = (one for one in view.files if one.task_id is not None)
        done = next(one for one in view.done if one.element == "kunjungan")
        assert (shown.name, shown.question, shown.task_id) == (
            "berita-acara.pdf", QUESTION, done.id,
        )  # fmt: skip
        with ledger.use_region(CODE):
            _, data = casework.file_of_case(
                file_id=file.id, who=visit.regency.actor(username), now=MONDAY
            )
        assert data.startswith(b"%PDF")
    assert all(one.task_id is None for one in visit.mine().files)
    with ledger.use_region(CODE), pytest.raises(casework.NotFound):
        casework.file_of_case(file_id=file.id, who=directory.ANONYMOUS, key=visit.code, now=MONDAY)


def test_pieces_go_on_where_they_stopped(visit: Any) -> None:
    with ledger.use_region(CODE):
        named = {key: one for key, one in given(visit).items() if key != "now"}
        upload = casework.begin_task_upload(name="foto.pdf", size=len(a_pdf()), **given(visit))
        half = len(a_pdf()) // 2
        way = {"upload_id": upload.id, **given(visit)}
        casework.append_task_chunk(offset=0, data=a_pdf()[:half], **way)
        assert casework.task_upload(upload_id=upload.id, **named).offset == half
        with pytest.raises(documents.Refused) as wrong:
            casework.append_task_chunk(offset=0, data=a_pdf()[:half], **way)
        assert wrong.value.details["offset"] == half
        file = casework.append_task_chunk(offset=half, data=a_pdf()[half:], **way)
        assert isinstance(file, documents.File)
        task_id = way["task_id"]
        found = casework.task_files(task_id=task_id, who=way["who"], file_ids=[file.id])
        stored = ledger.facts_about(about=file.id, kinds=("file.stored",))
    assert list(found) == [file.id]
    assert [one.data["upload"] for one in stored] == [str(upload.id)]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("laporan.pdf", b"", "file_empty"),
        ("laporan.pdf", b"MZ" + b"\0" * 64, "file_kind"),
        ("laporan.pdf", b"GIF89a" + b"\0" * 64, "file_kind"),
        ("laporan.pdf", b"%PDF-1.4" + b" " * 10_000_000, "file_too_large"),
    ],
)
def test_what_a_question_does_not_take(visit: Any, name: str, data: bytes, code: str) -> None:
    with pytest.raises(documents.Refused) as refused:
        added(visit, name, data)
    assert refused.value.code == code


def test_only_the_doer_of_an_open_task_adds_to_it(visit: Any) -> None:
    """The front office takes part in the case, but the visit is the health agency's."""
    with ledger.use_region(CODE):
        with pytest.raises(casework.Refused) as refused:
            casework.add_task_file(name="a.pdf", data=TINY, **given(visit, "loket.ptsp"))
        assert refused.value.code == "not_for_you"
        with pytest.raises(casework.NotFound):
            casework.add_task_file(name="a.pdf", data=TINY, **given(visit, question="temuan"))
        late = given(visit)
    visit.do(EXPERT, "selesai", **VISITED)
    with ledger.use_region(CODE), pytest.raises(casework.Stale):
        casework.add_task_file(name="a.pdf", data=TINY, **late)


def test_a_file_of_another_case_answers_nothing_here(regency: Any, visit: Any) -> None:
    other = regency.submit(jenis_praktik="mandiri")
    other.do("loket.ptsp", "lengkap")
    theirs = added(other)
    with pytest.raises(casework.Refused) as refused:
        visit.do(EXPERT, "selesai", **VISITED, dokumentasi=[str(theirs.id)])
    assert refused.value.code == "files_unknown"
    with ledger.use_region(CODE):
        named = given(visit)
        found = casework.task_files(
            task_id=named["task_id"], who=named["who"], file_ids=[theirs.id, UUID(int=7)]
        )
    assert found == {}
