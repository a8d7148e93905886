"""Ways in and traces left: invitations, tokens of applications, views of personal data."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pendopo.directory.models.organisations import Organisation, Position
from pendopo.directory.models.people import Person
from pendopo.ledger import api as ledger


class Invitation(models.Model):
    """An officer's way to an account. The code is shown once; only its hash is kept."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    code_hash = models.BinaryField(unique=True)
    created_by = models.UUIDField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)


class ApiToken(models.Model):
    """Key of an application of an organisation. Only its hash is kept."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    secret_hash = models.BinaryField(unique=True)
    hint = models.CharField(max_length=8)  # last characters, to tell tokens apart in a list
    scopes = ArrayField(models.CharField(max_length=40), default=list)
    created_by = models.UUIDField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class Viewing(models.Model):
    """An unmasked view of a person by an officer: at most one row (and fact) per officer,
    person, case, purpose and hour."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    account_id = models.UUIDField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=60)
    case_id = models.UUIDField(null=True)
    hour = models.DateTimeField()  # beginning of the hour, UTC
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "account_id", "case_id", "purpose", "hour"],
                nulls_distinct=False,
                name="directory_viewing_once",
            )
        ]
        indexes = [models.Index(fields=["person", "at"], name="directory_viewing_person")]
