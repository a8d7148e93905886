"""Lists from older systems on their way in: registers of licences, and cases in flight."""

from __future__ import annotations

from django.db import models

from pendopo.casework.regional import Regional


class RegisterImport(Regional):
    """An old register on its way in: judged row by row, then copied by a job.

    The report names rows and columns, never contents.
    """

    organisation_id = models.UUIDField()
    account_id = models.UUIDField()
    file_hash = models.CharField(max_length=64)
    status = models.CharField(max_length=10)  # refused, checked, running, done
    rows = models.IntegerField()
    known = models.IntegerField()
    done = models.IntegerField(default=0)
    report = models.JSONField(default=list)
    key_id = models.UUIDField()
    at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)


class ImportPart(Regional):
    """Some rows of an import, the `first` (from 0) and those after it, sealed until they are in."""

    batch = models.ForeignKey(RegisterImport, on_delete=models.PROTECT, related_name="parts")
    first = models.IntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "first"], name="casework_importpart_once")
        ]


class CaseImport(Regional):
    """A list of cases in flight on its way in: judged row by row, then made cases by a job.

    The report names rows, columns and rules, never contents; `sound` are the rows that come in.
    """

    organisation_id = models.UUIDField()
    account_id = models.UUIDField()
    service = models.CharField(max_length=64)
    version_hash = models.CharField(max_length=80)
    status = models.CharField(max_length=10)  # refused, checked, running, done
    rows = models.IntegerField()
    known = models.IntegerField()
    done = models.IntegerField(default=0)
    report = models.JSONField(default=list)
    sound = models.JSONField(default=list)
    tell = models.BooleanField(default=False)  # whether applicants hear of it
    key_id = models.UUIDField()
    at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "at"], name="casework_caseimport_of")]


class CaseImportPart(Regional):
    """Some rows of a list, the `first` (from 0) and those after it, sealed until they are cases."""

    batch = models.ForeignKey(CaseImport, on_delete=models.PROTECT, related_name="parts")
    first = models.IntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "first"], name="casework_caseimportpart_once")
        ]


class OldCase(Regional):
    """Where a case came from: the number it had there, found by `number_key`, however typed."""

    case = models.OneToOneField("casework.Case", on_delete=models.PROTECT, related_name="old")
    batch = models.ForeignKey(CaseImport, on_delete=models.PROTECT, related_name="cases")
    service = models.CharField(max_length=64)
    number = models.CharField(max_length=80)
    number_key = models.CharField(max_length=80)
    received_on = models.DateField()
    letter_number = models.CharField(max_length=80, default="", db_default="")  # issued there
    letter_dated = models.DateField(null=True)
    row = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "service", "number_key"], name="casework_oldcase_once"
            )
        ]
        indexes = [
            models.Index(fields=["number_key"], name="casework_oldcase_key",
                         opclasses=["varchar_pattern_ops"]),
        ]  # fmt: skip
