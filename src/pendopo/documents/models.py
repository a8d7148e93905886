"""Tables of documents. Only this context reads or writes them.

Clear columns hold what a register and a public verification may show; names of files,
contents of letters and keys of files are sealed with the data key of the person they concern.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pendopo.ledger import api as ledger


class Upload(models.Model):
    """An upload on its way. How far it is stands in its file, not here."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    owner_id = models.UUIDField()  # account, or the draft of someone without one
    purpose = models.CharField(max_length=20)
    size = models.BigIntegerField()  # bytes, as announced
    key_id = models.UUIDField()  # data key of directory
    secret_sealed = models.BinaryField()  # name and key of the upload's file
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="documents_upload_created")]


class StoredFile(models.Model):
    """An encrypted file on the shelf."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    owner_id = models.UUIDField()
    purpose = models.CharField(max_length=20)
    size = models.BigIntegerField()  # bytes of plain text
    media_type = models.CharField(max_length=80)  # a workbook's has 65 signs
    sha256 = models.CharField(max_length=64)  # of the plain text
    flags = ArrayField(models.CharField(max_length=20), default=list)
    scanned = models.CharField(max_length=12)
    key_id = models.UUIDField()
    secret_sealed = models.BinaryField()  # name and key of this file
    shelf_name = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()


class Picture(models.Model):
    """What is known of a photo beside its file. Where and when it was taken, and with what, is
    sealed; the hash says how it looks, not what it shows."""

    file = models.OneToOneField(StoredFile, models.CASCADE, primary_key=True, related_name="+")
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    status = models.CharField(max_length=10, default="waiting")  # waiting, ready, unreadable
    width = models.IntegerField()  # pixels, upright once it is ready
    height = models.IntegerField()
    key_id = models.UUIDField()
    private_sealed = models.BinaryField(null=True)
    preview = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    thumbnail = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    # Two halves of 64 bits, signed as PostgreSQL has them; the first half once more in bands.
    across = models.BigIntegerField(null=True)
    down = models.BigIntegerField(null=True)
    band_1 = models.IntegerField(null=True)
    band_2 = models.IntegerField(null=True)
    band_3 = models.IntegerField(null=True)
    band_4 = models.IntegerField(null=True)
    prepared_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["band_1"], name="documents_picture_band_1"),
            models.Index(fields=["band_2"], name="documents_picture_band_2"),
            models.Index(fields=["band_3"], name="documents_picture_band_3"),
            models.Index(fields=["band_4"], name="documents_picture_band_4"),
        ]


class LetterSource(models.Model):
    """The typst files of a letter's template, once per content."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    hash = models.CharField(max_length=64)
    files = models.JSONField()  # path to base64

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "hash"], name="documents_source_once")
        ]


class Letter(models.Model):
    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    version = models.IntegerField(default=1)
    case_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    agency = models.CharField(max_length=200)
    status = models.CharField(max_length=10)  # draft, in_paraf, numbered, signed, void
    standing = models.CharField(max_length=10, blank=True)  # once signed: valid, suspended, ...
    valid_until = models.DateField(null=True)  # last day in force
    template = models.CharField(max_length=128)  # entry path
    package = models.CharField(max_length=128, blank=True)  # slug@content hash
    source = models.ForeignKey(LetterSource, models.PROTECT, related_name="+")
    key_id = models.UUIDField()
    content_sealed = models.BinaryField()
    organisation_id = models.UUIDField()
    unit = models.CharField(max_length=40)
    classification = models.CharField(max_length=40)
    number_format = models.CharField(max_length=120)
    parafs_needed = models.SmallIntegerField(default=0)
    parafs = models.JSONField(default=list)
    number = models.CharField(max_length=120, blank=True)
    number_date = models.DateField(null=True)
    year = models.SmallIntegerField(null=True)
    verify_id = models.CharField(max_length=12)
    sha256 = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True)
    method = models.CharField(max_length=10, blank=True)  # electronic, wet
    signer = models.JSONField(default=dict)  # name, position, prefix, person_id
    signed_by = models.CharField(max_length=20, blank=True)  # adapter
    holder_masked = models.CharField(max_length=120, blank=True)
    file_id = models.UUIDField(null=True)
    preview_file_id = models.UUIDField(null=True)
    preview_version = models.IntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "verify_id"], name="documents_letter_verify"
            )
        ]
        indexes = [
            models.Index(fields=["case_id"], name="documents_letter_case"),
            models.Index(fields=["sha256"], name="documents_letter_sha256"),
        ]


class NumberSeries(models.Model):
    """The counter of a unit, classification and year; its row is locked while a number is
    taken, so numbers have neither doubles nor silent gaps."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    unit = models.CharField(max_length=40)
    classification = models.CharField(max_length=40)
    year = models.SmallIntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "unit", "classification", "year"],
                name="documents_series_once",
            )
        ]


class NumberEntry(models.Model):
    """One line of the register: a number in use, one made void, or a range explained."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="+")
    first = models.IntegerField()
    last = models.IntegerField()  # equal to `first` except for a range
    text = models.CharField(max_length=120, blank=True)
    day = models.DateField()
    state = models.CharField(max_length=6)  # used, void, gap
    reason = models.CharField(max_length=300, blank=True)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "first"], name="documents_number_once")
        ]
