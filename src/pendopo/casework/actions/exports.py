"""The file as it is passed on to the system that decides: answers and documents in one archive."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from pathlib import PurePath
from uuid import UUID

from pendopo.casework import facts, models, policy
from pendopo.casework.completion import application_answers
from pendopo.casework.refusals import NotFound, Refused
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services

PURPOSE = "handover"
_WHEN = (1980, 1, 1, 0, 0, 0)  # the archive of the same file is the same, byte by byte


@ledger.within_region
def export_file(*, task_id: UUID, who: directory.Actor, now: dt.datetime) -> tuple[str, bytes]:
    """Name and bytes of a ZIP for the officer who passes the file on: `isian.csv` with every answer
    in words, and the documents. Personal data leaves here in clear, so the view is written down
    for the applicant like every other.

    Raises `NotFound`, `Refused` unless the officer may do the task and it is the hand-over.
    """
    task = models.Task.objects.select_related("case").filter(id=task_id).first()
    if task is None:
        raise NotFound("task_unknown")
    case = task.case
    policy.check_may_do(task, case, who)
    compiled = services.version(hash=case.version_hash)
    handover = compiled.service.handover
    if handover is None or task.element != handover.task:
        raise Refused("not_for_you")
    directory.record_view(
        case.person_id,
        viewer=who,
        purpose=PURPOSE,
        now=now,
        organisation_id=task.organisation_id,
        case_id=case.id,
    )
    entry = ledger.Entry(
        fact=facts.FileExported(task=task.id, system=compiled.service.system_of_record),
        about=case.id,
        actor=who.account_id,
        organisation=task.organisation_id,
        occurred_at=now,
    )
    ledger.append([entry], now=now)
    return f"{case.number}.zip", _archive(case, compiled)


def _archive(case: models.Case, compiled: services.Compiled) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, "isian.csv", _answers(case, compiled))
        attached = case.attachments.filter(task=None, withdrawn_at=None).order_by("added_at", "id")
        order = list(compiled.form.questions)
        rows = sorted(
            attached.values_list("file_id", "question"), key=lambda one: order.index(one[1])
        )
        known = documents.open_files(file_ids=[one for one, _ in rows])
        for count, (file_id, question) in enumerate(rows, start=1):
            file, pieces = known[file_id]
            ending = PurePath(file.name).suffix.lower()[:8]
            name = f"dokumen/{count:02}-{question}{ending}"
            # PDF and photos are packed already: to try again takes seconds and gains nothing.
            _write(archive, name, b"".join(pieces), zipfile.ZIP_STORED)
    return buffer.getvalue()


def _write(
    archive: zipfile.ZipFile, name: str, data: bytes, packing: int = zipfile.ZIP_DEFLATED
) -> None:
    archive.writestr(zipfile.ZipInfo(name, _WHEN), data, packing)


def _answers(case: models.Case, compiled: services.Compiled) -> bytes:
    """Question and answer in words, one a line; spreadsheets see UTF-8 and run no formula."""
    answers = application_answers(case, directory.load_key(case.key_id))
    told = services.shown(compiled.form, answers, "id")
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["nomor berkas", case.number])
    for name, value in told.items():
        rows.writerow([compiled.form.questions[name].title["id"], _plain(value)])
    return text.getvalue().encode("utf-8-sig")


def _plain(value: str) -> str:
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
