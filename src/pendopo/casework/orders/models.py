"""What is kept of work that a job does for one officer."""

from __future__ import annotations

from django.db import models

from pendopo.casework.regional import Regional


class BookOrder(Regional):
    """A register book on its way to a file. The file rests in documents, under a key of its own,
    until `kept_until`; then key and file go, and the order says so."""

    organisation_id = models.UUIDField()
    account_id = models.UUIDField()
    form = models.CharField(max_length=4)  # xlsx, pdf
    names = models.CharField(max_length=6)  # masked, full
    first = models.DateField()
    last = models.DateField()
    service = models.CharField(max_length=64, default="")
    status = models.CharField(max_length=12, default="")  # of the licences in it
    state = models.CharField(max_length=8, default="waiting")  # waiting, ready, failed, removed
    reason = models.CharField(max_length=40, default="")
    lines = models.IntegerField()
    done = models.IntegerField(default=0)
    file_id = models.UUIDField(null=True)
    key_id = models.UUIDField(null=True)
    ordered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    kept_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["account_id", "ordered_at"], name="casework_bookorder_of"),
            models.Index(
                fields=["kept_until"],
                condition=models.Q(state="ready"),
                name="casework_bookorder_kept",
            ),
        ]


class TaskBatch(Regional):
    """One act of an officer on many tasks, done one by one by a job. `undoes`: the batch that this
    one takes back."""

    account_id = models.UUIDField()
    act = models.CharField(max_length=8)  # take, release, snooze, wake, assign
    to_id = models.UUIDField(null=True)  # the account that is assigned
    until = models.DateTimeField(null=True)  # of a snooze
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, related_name="+", null=True)
    tasks = models.IntegerField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class BatchTask(Regional):
    """What became of one task of a batch. `version`: of the task as the officer saw it; `after`:
    right after the act, so that an undo knows whether somebody touched it since."""

    batch = models.ForeignKey(TaskBatch, on_delete=models.PROTECT, related_name="items")
    at = models.IntegerField()
    task_id = models.UUIDField()
    number = models.CharField(max_length=24)
    version = models.IntegerField()
    state = models.CharField(max_length=8, default="waiting")  # waiting, done, refused
    reason = models.CharField(max_length=40, default="")
    after = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "at"], name="casework_batchtask_once")
        ]
