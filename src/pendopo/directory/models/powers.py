"""Powers of attorney (surat kuasa): who acts for whom, for what, and until when."""

from __future__ import annotations

from django.db import models

from pendopo.directory.models.organisations import Position
from pendopo.directory.models.people import Person
from pendopo.ledger import api as ledger


class Power(models.Model):
    """Days are inclusive. For one service, or for one case that is there already.

    `sealed` holds what the paper says of the principal, under the principal's own key; `file_id`
    is the signed paper where it was uploaded. Of the principal's code only the hash is kept.
    """

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    number = models.CharField(max_length=24)
    code_hash = models.BinaryField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    account_id = models.UUIDField()
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    service = models.CharField(max_length=64, blank=True)
    case_id = models.UUIDField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField()
    file_id = models.UUIDField(null=True)
    sealed = models.BinaryField()
    given_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=10, blank=True)  # principal, agent, counter

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "number"], name="directory_power_number")
        ]
        indexes = [
            models.Index(fields=["account_id", "given_at"], name="directory_power_account"),
            models.Index(fields=["person", "given_at"], name="directory_power_person"),
        ]
