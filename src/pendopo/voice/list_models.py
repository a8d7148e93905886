"""Lists from SP4N-LAPOR! on their way in, and what each of their reports is known by."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger


class ReportList(models.Model):
    """A list: its rows rest sealed until they are reports, then the key is destroyed.

    wrong, known: rows to mend, and rows that are here already; judged, done: rows dealt with.
    """

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    account_id = models.UUIDField(null=True)  # None: the operator, at the machine
    file_hash = models.CharField(max_length=64)
    status = models.CharField(max_length=10)  # judging, checked, refused, running, done, dropped
    rows = models.IntegerField()
    judged = models.IntegerField(default=0)
    sound = models.IntegerField(default=0)
    wrong = models.IntegerField(default=0)
    known = models.IntegerField(default=0)
    answered = models.IntegerField(
        default=0, db_default=0
    )  # rows with news of a report that is here
    numbered = models.IntegerField(default=0, db_default=0)  # reports of ours that get a number
    done = models.IntegerField(default=0)
    imported = models.IntegerField(default=0)
    key_id = models.UUIDField()
    at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["region_code", "-at"], name="voice_reportlist_of")]


class ReportListPart(models.Model):
    """Some rows of a list, the `first` (from 0) and those after it. report: what was said of them:
    [row, column, rule, id, en], never contents. sealed: None once they are reports."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    batch = models.ForeignKey(ReportList, models.PROTECT, related_name="parts")
    first = models.IntegerField()
    rows = models.IntegerField()
    sealed = models.BinaryField(null=True)
    report = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "first"], name="voice_reportlistpart_once")
        ]


class ListedReport(models.Model):
    """Where a report came from. key: its number there, or a keyed hash of its row, once in a
    region: the same report never comes in twice."""

    report = models.OneToOneField(
        "voice.Report", models.CASCADE, primary_key=True, related_name="+"
    )
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    key = models.CharField(max_length=80)
    batch = models.ForeignKey(ReportList, models.PROTECT, related_name="reports")
    row = models.IntegerField()
    mark = models.BinaryField(null=True)  # of the answer it came with (`lapor.news`)
    state = models.CharField(max_length=10, default="", db_default="")  # there, as it came

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "key"], name="voice_listedreport_once")
        ]
        indexes = [models.Index(fields=["batch", "row"], name="voice_listedreport_row")]


class ListedAnswer(models.Model):
    """What a later list told of a report that was here: another answer, or another state there.
    mark: a keyed hash of the answer, once for each report; None without one. sealed: the answer,
    with the key of the case."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    report = models.ForeignKey("voice.Report", models.CASCADE, related_name="+")
    mark = models.BinaryField(null=True)
    state = models.CharField(max_length=10)
    sealed = models.BinaryField(null=True)
    key_id = models.UUIDField()
    answered_at = models.DateTimeField(null=True)
    batch = models.ForeignKey(ReportList, models.PROTECT, related_name="+")
    row = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "mark"], name="voice_listedanswer_once")
        ]


class ReportColumn(models.Model):
    """A heading that the lists of a region have for a field (`lapor.columns.FIELDS`)."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    field = models.CharField(max_length=20)
    heading = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "field"], name="voice_reportcolumn_once")
        ]
