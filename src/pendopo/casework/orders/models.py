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
