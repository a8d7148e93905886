"""Letters of a case: drafted from its package, initialled, looked at, handed over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pendopo.casework import facts, models, policy, signers, vault
from pendopo.casework.completion import application_answers
from pendopo.casework.licence_data import name_question
from pendopo.casework.refusals import NotFound, Refused
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services


def prepare(
    task: models.Task,
    case: models.Case,
    compiled: services.Compiled,
    *,
    who: directory.Actor,
    outcome: str,
    answers: Mapping[str, Any],
    now: dt.datetime,
) -> tuple[ledger.Entry, ...]:
    """Before a task about a letter is completed: write the letter, initial it, or take back the
    number it was printed with when it is not signed after all.

    The caller is inside the completion's transaction, with the case locked.
    """
    definition = compiled.tasks[task.element]
    template = definition.letter(outcome)
    if definition.work == "draft" and template:
        return (_write(task, case, compiled, template, who=who, answers=answers, now=now),)
    if definition.work == "paraf" and _is_assent(definition, outcome):
        _initial(case, template, task, who, now)
    if definition.work == "sign":
        take_back_numbers(case, reason="sent_back", now=now, actor=who.account_id)
    return ()


def take_back_numbers(
    case: models.Case, *, reason: str, now: dt.datetime, actor: UUID | None
) -> None:
    """Void, in sight, the number of a letter that was printed for ink and is not signed."""
    made = case.letters.values_list("letter_id", flat=True)
    for letter in documents.letters(letter_ids=list(made), now=now):
        if letter.status == "numbered":
            documents.void_number(
                letter_id=letter.id, version=letter.version, reason=reason, now=now, actor_id=actor
            )


def _is_assent(definition: services.TaskDef, outcome: str) -> bool:
    """The task's first choice is the yes: it signs or initials; the others send back."""
    return definition.outcomes[outcome].style == "primary"


def _write(
    task: models.Task,
    case: models.Case,
    compiled: services.Compiled,
    template: str,
    *,
    who: directory.Actor,
    answers: Mapping[str, Any],
    now: dt.datetime,
) -> ledger.Entry:
    content = letter_content(case, compiled, template, extra={task.element: answers}, now=now)
    before = current_letter(case, template, now=now)
    if before is not None and before.status in ("draft", "in_paraf"):
        documents.redraft_letter(
            letter_id=before.id,
            version=before.version,
            content=content,
            now=now,
            actor_id=who.account_id,
        )
        made = before.id
    else:
        made = _draft(case, compiled, template, content, who, now)
        models.CaseLetter.objects.create(
            id=uuid7(now), case=case, task=task, template=template, letter_id=made, made_at=now
        )
    return ledger.Entry(
        fact=facts.LetterMade(letter=made, template=template),
        about=case.id,
        actor=who.account_id,
        organisation=task.organisation_id,
        occurred_at=now,
    )


def _draft(
    case: models.Case,
    compiled: services.Compiled,
    template: str,
    content: documents.LetterContent,
    who: directory.Actor,
    now: dt.datetime,
) -> UUID:
    agency = directory.chart().organisations[case.organisation_id]
    numbering = compiled.service.numbering
    assert numbering is not None  # a package that has letters has it
    spec = compiled.service.letters[template]
    return documents.draft_letter(
        case_id=case.id,
        kind=template,
        title=spec.title.id,
        template=documents.Template(
            entry=spec.template,
            files=services.letter_files(compiled),
            package=f"{compiled.slug}@{compiled.hash}",
        ),
        content=content,
        key=directory.load_key(case.key_id),
        organisation_id=agency.id,
        unit=agency.short_name,
        classification=numbering.classification,
        number_format=numbering.pattern,
        holder_masked=case.applicant_masked,
        valid_until=valid_until(case, compiled, now) if template == result_of(compiled) else None,
        actor_id=who.account_id,
        now=now,
    ).id


def letter_content(
    case: models.Case,
    compiled: services.Compiled,
    template: str,
    *,
    extra: Mapping[str, Mapping[str, Any]],
    now: dt.datetime,
) -> documents.LetterContent:
    """All words of a letter: answers, results of tasks so far (`extra` over them), the law."""
    key = directory.load_key(case.key_id)
    answers = application_answers(case, key)
    results = {**results_of(case, compiled, key), **extra}
    agency = directory.chart().organisations[case.organisation_id]
    region = directory.region(ledger.current_region())
    assert region is not None  # a case lives in a region that is served
    language: services.Language = "id"  # letters of the state are in Indonesian
    return documents.LetterContent(
        letterhead=documents.Letterhead(
            government=f"Pemerintah {region.name}",
            agency=agency.name,
            address=agency.address or region.name,
            contact=agency.contact,
        ),
        place=region.name.split(" ", 1)[-1],
        subject=compiled.service.letters[template].title.within(language),
        content=services.letter_content(
            compiled,
            answers=answers,
            results=results,
            on=directory.today(now),
            valid_until=valid_until(case, compiled, now),
            language=language,
        ),
        recipients=(str(answers.get(name_question(compiled)) or "Pemohon"),),
        recipients_place="tempat",
    )


def results_of(
    case: models.Case, compiled: services.Compiled, key: directory.DataKey
) -> dict[str, dict[str, Any]]:
    """What the doers of completed tasks wrote, by element; a later completion replaces. Where
    several agencies gave their opinions, the last words of each stand line by line."""
    found: dict[str, dict[str, Any]] = {}
    opinions: dict[str, dict[UUID | None, dict[str, Any]]] = {}
    for task in case.tasks.filter(status=models.Task.Status.DONE).order_by("completed_at"):
        kept = (
            vault.unseal(key, task.sealed, table="casework_task", field="sealed", row=task.id)
            if task.sealed
            else {"answers": {}}
        )
        said = {**task.answers, **kept["answers"], "hasil": task.outcome}
        if compiled.tasks[task.element].spec.join is not None:
            opinions.setdefault(task.element, {})[task.organisation_id] = said
        else:
            found[task.element] = said
    return found | {element: _together(one) for element, one in opinions.items()}


def _together(opinions: Mapping[UUID | None, Mapping[str, Any]]) -> dict[str, Any]:
    """Texts of several agencies under each other, each with its agency."""
    chart = directory.chart()
    lines: dict[str, list[str]] = {}
    for organisation, said in opinions.items():
        for name, value in said.items():
            if isinstance(value, str) and value and name != "hasil":
                lines.setdefault(name, []).append(f"{chart.name_of(organisation)}: {value}")
    return {name: "\n".join(one) for name, one in lines.items()}


def valid_until(case: models.Case, compiled: services.Compiled, now: dt.datetime) -> dt.date | None:
    """Last day of the product's validity if it were dated today; None: no end."""
    return services.valid_until(
        compiled,
        services.flow.CaseState.decode(bytes(case.state)),
        issued=directory.today(now),
    )


def dated(
    case: models.Case, compiled: services.Compiled, template: str, now: dt.datetime
) -> documents.Dated:
    """What the letter says that counts from today, the day it gets its number: the product is
    valid from its date, not from the day it was drafted."""
    until = valid_until(case, compiled, now)
    return documents.Dated(
        valid_until=until if template == result_of(compiled) else None,
        content={"valid_until": services.validity_words(until)},
    )


def result_of(compiled: services.Compiled) -> str:
    """The letter that is the product of the service."""
    return compiled.service.product.letter


def current_letter(
    case: models.Case, template: str, *, now: dt.datetime
) -> documents.Letter | None:
    """The newest letter of the case from this template."""
    row = case.letters.filter(template=template).order_by("-made_at").first()
    if row is None:
        return None
    return documents.letter(letter_id=row.letter_id, now=now)


def _initial(
    case: models.Case, template: str, task: models.Task, who: directory.Actor, now: dt.datetime
) -> None:
    letter = current_letter(case, template, now=now)
    position = _position_of(task, who, letter) if letter else None
    if letter is None or position is None or who.account_id is None:
        raise Refused("letter_missing")
    documents.give_paraf(
        letter_id=letter.id,
        version=letter.version,
        position_id=position.id,
        title=_title(position, who),
        account_id=who.account_id,
        now=now,
    )


def _shown_signer(
    task: models.Task,
    case: models.Case,
    compiled: services.Compiled,
    who: directory.Actor,
    now: dt.datetime,
) -> documents.SignerIdentity | None:
    """The signature block as it will be, for who is about to sign."""
    signs = compiled.tasks[task.element].work == "sign"
    return signers.identity(who, task, case, now) if signs else None


def _position_of(
    task: models.Task, who: directory.Actor, letter: documents.Letter
) -> directory.Position | None:
    """The position that initials: the one the step names; else one of the officer's own here
    that has not initialled this version yet."""
    if task.position_id is not None:
        return directory.chart().positions.get(task.position_id)
    given = {one.position_id for one in letter.parafs}
    own = (
        one
        for one in who.positions
        if one.organisation_id == task.organisation_id
        and task.role in one.roles
        and policy.holds(who, one.id)
        and one.id not in given
    )
    return next(own, None)


def _title(position: directory.Position, who: directory.Actor) -> str:
    """ "Plt. Sekretaris Dinas": an initial says in which hands the position is today."""
    held = {one.kind for one in who.mandates if one.position_id == position.id}
    kinds = [kind for kind in directory.PREFIX if kind in held and kind != "delegation"]
    return f"{directory.PREFIX[kinds[0]]} {position.title}".strip() if kinds else position.title


@ledger.within_region
def preview(
    *, task_id: UUID, who: directory.Actor, answers: Mapping[str, Any], now: dt.datetime
) -> bytes:
    """The letter of a task as PDF, as it would look with these answers; nothing is kept."""
    task = models.Task.objects.select_related("case").filter(id=task_id).first()
    if task is None:
        raise NotFound("task_unknown")
    case = task.case
    policy.check_may_do(task, case, who)
    compiled = services.version(hash=case.version_hash)
    template = compiled.tasks[task.element].letter()
    if not template:
        raise Refused("letter_missing")
    if compiled.tasks[task.element].work != "draft":
        letter = current_letter(case, template, now=now)
        if letter is None:
            raise Refused("letter_missing")
        return documents.preview_pdf(
            letter_id=letter.id,
            now=now,
            signer=_shown_signer(task, case, compiled, who, now),
            dated=dated(case, compiled, template, now),
        )
    content = letter_content(case, compiled, template, extra={task.element: answers}, now=now)
    spec = compiled.service.letters[template]
    return documents.sketch(
        template=documents.Template(entry=spec.template, files=services.letter_files(compiled)),
        title=spec.title.id,
        content=content,
        now=now,
    )


@ledger.within_region
def letter_pdf(
    *, letter_id: UUID, who: directory.Actor, key: str = "", now: dt.datetime
) -> tuple[str, bytes]:
    """A letter of a case as PDF, with a file name: signed ones for the applicant and for
    officers who take part, drafts for the officers only."""
    row = models.CaseLetter.objects.select_related("case").filter(letter_id=letter_id).first()
    if row is None:
        raise NotFound("case_unknown")
    known = documents.letter(letter_id=letter_id, now=now)
    name = f"{row.template}-{row.case.number}.pdf"
    if policy.is_applicant(row.case, who, key) and known.status == "signed":
        return name, documents.letter_pdf(letter_id=letter_id)
    policy.check_takes_part(row.case, who)
    return name, documents.preview_pdf(letter_id=letter_id, now=now)
