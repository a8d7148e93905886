"""What is kept of a report beside its case: its public face, supporters, identity."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger
from pendopo.voice.held_models import HeldReport as HeldReport
from pendopo.voice.list_models import ListedAnswer as ListedAnswer
from pendopo.voice.list_models import ListedReport as ListedReport
from pendopo.voice.list_models import ReportColumn as ReportColumn
from pendopo.voice.list_models import ReportList as ReportList
from pendopo.voice.list_models import ReportListPart as ReportListPart
from pendopo.voice.rating_models import AgencyRating as AgencyRating
from pendopo.voice.rating_models import ServiceRating as ServiceRating
from pendopo.voice.reputation_models import ReputationLine as ReputationLine
from pendopo.voice.reputation_models import ReputationRun as ReputationRun
from pendopo.voice.retention_models import ForgottenPart as ForgottenPart
from pendopo.voice.retention_models import LegalHold as LegalHold


class Report(models.Model):
    """The public face of a case: no text before an officer has published it, no exact place, no
    person. Everything in `standing.Standing` follows from facts."""

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="+")
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    number = models.CharField(max_length=24)
    sort = models.CharField(max_length=12)
    version_hash = models.CharField(max_length=80)
    visibility = models.CharField(max_length=10)
    channel = models.CharField(max_length=16)
    district = models.CharField(max_length=13, null=True)
    village = models.CharField(max_length=13, null=True)
    cell_lat = models.IntegerField(null=True)
    cell_lon = models.IntegerField(null=True)
    photos = models.SmallIntegerField(default=0)
    officers = models.BooleanField(default=False)
    reported_at = models.DateTimeField()
    # what follows from the work on it
    status = models.CharField(max_length=12)
    topic = models.CharField(max_length=64, null=True)
    agency_id = models.UUIDField(null=True)
    oversight = models.BooleanField(default=False)
    forwarded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    last_answer_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    verify_late = models.BooleanField(default=False)
    answer_late = models.BooleanField(default=False)
    on_time = models.BooleanField(null=True)
    confirmed = models.BooleanField(null=True)
    reopen_count = models.SmallIntegerField(default=0)
    rating = models.SmallIntegerField(null=True)
    supporters = models.IntegerField(default=0)
    cluster = models.UUIDField(null=True)
    lapor_number = models.CharField(max_length=40, null=True)
    shown = models.BooleanField(default=False)
    proof = models.CharField(max_length=16, null=True)
    ladder = models.CharField(max_length=64, null=True)
    rung = models.SmallIntegerField(default=0, db_default=0)
    # contents; never in a fact
    public_text = models.TextField(default="")
    fingerprint = models.BigIntegerField(null=True)
    picture_hash = models.BigIntegerField(null=True)
    suggestion = models.JSONField(null=True)
    words = models.BinaryField(null=True)  # sealed, until the routing has read them (`words.py`)
    words_key = models.UUIDField(null=True)
    counted = models.SmallIntegerField(default=0, db_default=0)  # as what, see `squares.py`
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "number"], name="voice_report_number")
        ]
        indexes = [
            models.Index(
                fields=["region_code", "-reported_at", "-case"], name="voice_report_listed"
            ),
            models.Index(fields=["region_code", "agency_id", "reported_at"],
                         name="voice_report_agency"),
            models.Index(fields=["region_code", "cell_lat", "cell_lon"], name="voice_report_cell"),
            models.Index(fields=["cluster"], name="voice_report_cluster"),
            models.Index(fields=["region_code", "topic", "reported_at"], name="voice_report_topic"),
            models.Index(fields=["region_code", "district", "village"], name="voice_report_area"),
            models.Index(
                fields=["region_code", "lapor_number"],
                condition=models.Q(lapor_number__isnull=False),
                name="voice_report_lapor",
            ),
        ]  # fmt: skip


class Square(models.Model):
    """Public reports of one square of the map, counted as they come and move on (`squares.py`).
    lat, lon: south-west corner in cells of the grid; null for reports that name no point."""

    region_code = models.CharField(max_length=13, default=ledger.current_region)
    district = models.CharField(max_length=13, null=True)
    lat = models.IntegerField(null=True)
    lon = models.IntegerField(null=True)
    sort = models.CharField(max_length=12)
    standing = models.SmallIntegerField()
    count = models.IntegerField()
    late = models.IntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "district", "lat", "lon", "sort", "standing"],
                nulls_distinct=False,
                name="voice_square_once",
            )
        ]
        indexes = [models.Index(fields=["region_code", "-changed_at"], name="voice_square_changed")]


class Identity(models.Model):
    """Who sent an anonymous report: a person of the directory, under a key of their own. The case
    points to somebody without a name, so no page of a case can show this one. hears: by which way
    they want to hear of this report (`values.HEARS`)."""

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="+")
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    person_id = models.UUIDField()
    hears = models.CharField(max_length=8, default="", db_default="")


class Support(models.Model):
    """Someone whom the same trouble affects ("saya juga"): a ticket, notices and a rating of their
    own. Its code is the way back; we keep a hash."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    number = models.CharField(max_length=24)
    code_hash = models.BinaryField()
    person_id = models.UUIDField(null=True)
    account_id = models.UUIDField(null=True)
    language = models.CharField(max_length=8)
    rating = models.SmallIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "number"], name="voice_support_number"),
            models.UniqueConstraint(
                fields=["report", "account_id"],
                condition=models.Q(account_id__isnull=False),
                name="voice_support_once",
            ),
        ]
        indexes = [models.Index(fields=["report"], name="voice_support_report")]


class Proof(models.Model):
    """A photo that proves work at a place: with a check-in and a one-time token, or without. Where
    the officer stood is kept as a cell of the public grid."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    task_id = models.UUIDField(null=True)
    account_id = models.UUIDField(null=True)
    file_id = models.UUIDField(null=True)
    token_hash = models.BinaryField(null=True)
    checked_in_at = models.DateTimeField(null=True)
    cell_lat = models.IntegerField(null=True)
    cell_lon = models.IntegerField(null=True)
    metres = models.IntegerField(null=True)
    taken_at = models.DateTimeField(null=True)
    judged_at = models.DateTimeField(null=True)
    flags = models.JSONField(default=list)

    class Meta:
        indexes = [
            models.Index(fields=["report"], name="voice_proof_report"),
            models.Index(fields=["file_id"], name="voice_proof_file"),
        ]
