"""People: what is sealed, what may be shown, and the key that opens the rest."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger


class DataKey(models.Model):
    """One wrapped data key; `wrapped` is emptied when its person is erased."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    wrapped = models.BinaryField(null=True)
    master_version = models.IntegerField()
    created_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["region_code", "master_version"], name="directory_dk_mv")]


class Person(models.Model):
    """A human being. Clear columns hold nothing that identifies; the rest is sealed."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    data_key = models.ForeignKey(DataKey, models.PROTECT, related_name="+")
    masked_name = models.CharField(max_length=200)
    name_sealed = models.BinaryField(null=True)
    profile_sealed = models.BinaryField(null=True)  # numbers, birth, contacts, address (JSON)
    office_sealed = models.BinaryField(null=True)  # NIP and rank of an officer (JSON)
    nik_lookup = models.BinaryField(null=True)
    document_lookup = models.BinaryField(null=True)  # passport, KITAS or KITAP
    nip_lookup = models.BinaryField(null=True)
    claim_lookup = models.BinaryField(null=True)  # of a NIK that an account's owner has only told
    foreigner = models.BooleanField(default=False)
    no_nik_reason = models.CharField(max_length=24, blank=True)
    nik_checked = models.CharField(max_length=16, default="not_checked")
    example = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "nik_lookup"], name="directory_nik"),
            models.UniqueConstraint(
                fields=["region_code", "document_lookup"], name="directory_document"
            ),
            models.UniqueConstraint(fields=["region_code", "nip_lookup"], name="directory_nip"),
            models.UniqueConstraint(fields=["region_code", "claim_lookup"], name="directory_claim"),
        ]
