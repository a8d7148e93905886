"""What is kept of an application: the draft, the case, its tasks, timers and results."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pendopo.casework.flow_models import MovedCase as MovedCase
from pendopo.casework.flow_models import Subscription as Subscription
from pendopo.casework.flow_models import TimedStart as TimedStart
from pendopo.casework.flow_models import VersionMove as VersionMove
from pendopo.casework.import_models import CaseImport as CaseImport
from pendopo.casework.import_models import CaseImportPart as CaseImportPart
from pendopo.casework.import_models import ImportPart as ImportPart
from pendopo.casework.import_models import OldCase as OldCase
from pendopo.casework.import_models import RegisterImport as RegisterImport
from pendopo.casework.orders.models import BatchTask as BatchTask
from pendopo.casework.orders.models import BookOrder as BookOrder
from pendopo.casework.orders.models import TaskBatch as TaskBatch
from pendopo.casework.regional import Regional
from pendopo.casework.register_models import Licence as Licence
from pendopo.casework.register_models import LicenceChange as LicenceChange
from pendopo.casework.register_models import RecapLetter as RecapLetter


class Draft(Regional):
    """An application being written. Its code is the applicant's way back; we keep a hash."""

    code_hash = models.BinaryField()
    service = models.CharField(max_length=64)
    version_hash = models.CharField(max_length=80)
    account_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    for_other = models.BooleanField(default=False, db_default=False)  # sent on another's behalf
    power_id = models.UUIDField(null=True)  # the power of attorney it is written under
    key_id = models.UUIDField()
    sealed = models.BinaryField()
    channel = models.CharField(max_length=16, default="web")
    language = models.CharField(max_length=8, default="id")
    version = models.IntegerField(default=1)
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    case_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["code_hash"], name="casework_draft_code"),
            models.Index(fields=["account_id"], name="casework_draft_account"),
            models.Index(
                fields=["power_id"],
                condition=models.Q(power_id__isnull=False),
                name="casework_draft_power",
            ),
        ]


class Case(Regional):
    """One application. `state` is the process engine's; answers stand split, clear and sealed."""

    class Status(models.TextChoices):
        CHECKING = "checking"
        RUNNING = "running"
        RETURNED = "returned"
        GRANTED = "granted"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"
        LAPSED = "lapsed"
        HANDED_OVER = "handed_over"

    number = models.CharField(max_length=24)
    service = models.CharField(max_length=64)
    version_hash = models.CharField(max_length=80)
    organisation_id = models.UUIDField()
    person_id = models.UUIDField()
    account_id = models.UUIDField(null=True)
    for_other = models.BooleanField(default=False, db_default=False)  # than the account's owner
    power_id = models.UUIDField(null=True)  # the power of attorney by which another looks after it
    applicant_masked = models.CharField(max_length=120)
    key_id = models.UUIDField()
    access_hash = models.BinaryField()
    channel = models.CharField(max_length=16)
    language = models.CharField(max_length=8)
    status = models.CharField(max_length=12, choices=Status.choices)
    stage = models.CharField(max_length=64)
    outcome = models.CharField(max_length=64, default="")
    state = models.BinaryField()
    answers = models.JSONField()
    sealed = models.BinaryField()
    submitted_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    deemed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    on_time = models.BooleanField(null=True)  # whether the clock stopped in time; set at the end
    version = models.IntegerField(default=1)
    narrowed_to = ArrayField(models.UUIDField(), null=True)  # agencies; None: not (`narrowing`)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "number"], name="casework_case_number")
        ]
        indexes = [
            models.Index(fields=["person_id"], name="casework_case_person"),
            models.Index(fields=["region_code", "status", "due_at"], name="casework_case_due"),
            models.Index(
                fields=["power_id"],
                condition=models.Q(power_id__isnull=False),
                name="casework_case_power",
            ),
        ]


class CaseName(Regional):
    """Keyed hashes of the words of an applicant's name, so that an officer who types the name
    finds the case although names are sealed. Made from the case's own fact, gone with erasure."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    word_hash = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "word_hash"], name="casework_casename_once")
        ]
        indexes = [models.Index(fields=["word_hash"], name="casework_casename_word")]


class Task(Regional):
    """A step of a case in somebody's hands: of a role in an organisation, or the applicant."""

    class Status(models.TextChoices):
        OPEN = "open"
        DONE = "done"
        CANCELLED = "cancelled"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    token = models.IntegerField()
    element = models.CharField(max_length=64)
    lane = models.CharField(max_length=64)
    organisation_id = models.UUIDField(null=True)
    role = models.CharField(max_length=32)
    position_id = models.UUIDField(null=True)
    assignee_id = models.UUIDField(null=True)
    item = models.JSONField(null=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    snoozed_until = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    completed_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=64, default="")
    answers = models.JSONField(default=dict)
    sealed = models.BinaryField(null=True)
    draft_sealed = models.BinaryField(null=True)
    # Accounts that may not do it: they completed a step from which the package keeps it apart.
    barred = ArrayField(models.UUIDField(), default=list, db_default=[])
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "token"], name="casework_task_token")
        ]
        indexes = [
            models.Index(
                fields=["region_code", "organisation_id", "role", "due_at", "id"],
                condition=models.Q(status="open"),
                name="casework_task_inbox",
            ),
            models.Index(
                fields=["assignee_id"],
                condition=models.Q(status="open"),
                name="casework_task_assignee",
            ),
        ]


class Timer(Regional):
    """A moment the worker must act on: of the process, an alarm, or automatic work to repeat.
    days: working days after the limit of the task `token`, when its lateness is told once more."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="timers")
    token = models.IntegerField(null=True)
    kind = models.CharField(max_length=24)
    element = models.CharField(max_length=64, default="")
    days = models.SmallIntegerField(null=True)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(done_at=None, cancelled_at=None),
                name="casework_timer_due",
            )
        ]


class Raised(Regional):
    """A position to which a delay was raised: it takes part in the case from then on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="raised")
    position_id = models.UUIDField()
    organisation_id = models.UUIDField()
    act = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "position_id"], name="casework_raised_once")
        ]


class Appointment(Regional):
    """A site visit: when and where, agreed with the applicant."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appointments")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    place_sealed = models.BinaryField()
    status = models.CharField(max_length=12, default="proposed")
    wish_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)


class Note(Regional):
    """Words on a case: internal among officers, or between applicant and officers. Sealed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    author_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    internal = models.BooleanField()
    sealed = models.BinaryField()
    at = models.DateTimeField()


class Disposition(Regional):
    """A head's instruction on a case, to a position; passed on as a chain (`parent`, `root_id` is
    the first), closed by a report back. Its words are sealed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="dispositions")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    root_id = models.UUIDField()
    from_position_id = models.UUIDField()
    from_account_id = models.UUIDField()
    to_position_id = models.UUIDField()
    wanted = models.CharField(max_length=16)
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    sealed = models.BinaryField()
    status = models.CharField(max_length=10, default="open")
    given_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    report_sealed = models.BinaryField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "from_position_id", "to_position_id"],
                condition=models.Q(status="open"),
                name="casework_disposition_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["to_position_id", "due_at", "id"],
                condition=models.Q(status="open"),
                name="casework_disposition_to",
            ),
            models.Index(
                fields=["from_position_id", "due_at", "id"],
                condition=models.Q(status="open"),
                name="casework_disposition_from",
            ),
        ]


class Attachment(Regional):
    """A file answering one question of the application, or of a task where one is named."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+", null=True)
    question = models.CharField(max_length=64)
    file_id = models.UUIDField()
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)


class CaseLetter(Regional):
    """A letter made for a case: which template of its package, which document."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+", null=True)
    template = models.CharField(max_length=64)
    letter_id = models.UUIDField(unique=True)
    made_at = models.DateTimeField()


class Opening(Regional):
    """Who has a task open on the screen right now; a hint, not a lock, and soon forgotten."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="+")
    account_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "account_id"], name="casework_opening_once")
        ]
