"""What is kept of a register: licences and their life, recaps signed."""

from __future__ import annotations

from django.db import models

from pendopo.casework.regional import Regional


class Licence(Regional):
    """The register of what was granted here, or copied from an older register.

    `dated` is the letter's day. `since`, `reason` and `until` tell of the status it has now.
    What is only known from an old register rests in `sealed`; else it is in the case.
    """

    case = models.OneToOneField("Case", on_delete=models.PROTECT, related_name="licence", null=True)
    organisation_id = models.UUIDField()
    service = models.CharField(max_length=64)
    number = models.CharField(max_length=80)
    person_id = models.UUIDField(null=True)
    letter_id = models.UUIDField(null=True)
    holder_masked = models.CharField(max_length=120)
    key_id = models.UUIDField()
    sealed = models.BinaryField(null=True)
    dated = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    status = models.CharField(max_length=12, default="valid")
    since = models.DateField(null=True)
    reason = models.CharField(max_length=24, default="")
    until = models.DateField(null=True)
    changed_on = models.DateField(null=True)
    origin = models.CharField(max_length=8, default="case")
    signer = models.CharField(max_length=160, default="")
    verify_id = models.CharField(max_length=12, null=True)
    source_key = models.CharField(max_length=64, null=True)
    batch = models.ForeignKey(
        "RegisterImport", on_delete=models.PROTECT, related_name="licences", null=True
    )
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "source_key"], name="casework_licence_source"
            ),
            models.UniqueConstraint(
                fields=["region_code", "verify_id"], name="casework_licence_verify"
            ),
        ]
        indexes = [
            models.Index(
                fields=["region_code", "organisation_id", "dated", "id"],
                name="casework_licence_book",
            ),
            models.Index(fields=["region_code", "number"], name="casework_licence_number"),
            models.Index(fields=["letter_id"], name="casework_licence_letter"),
            models.Index(fields=["person_id"], name="casework_licence_person"),
        ]


class LicenceChange(Regional):
    """What happened to a licence after it was granted. Words about people rest sealed."""

    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12)
    reason = models.CharField(max_length=24)
    ground = models.CharField(max_length=200)
    decision = models.CharField(max_length=80, default="")
    until = models.DateField(null=True)
    fields = models.JSONField(default=list)
    sealed = models.BinaryField(null=True)
    account_id = models.UUIDField(null=True)
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["licence", "at"], name="casework_licence_change")]


class RecapLetter(Regional):
    """A monthly recapitulation that was made a letter, to be signed."""

    organisation_id = models.UUIDField()
    month = models.DateField()
    letter_id = models.UUIDField(unique=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "organisation_id", "month"], name="casework_recap_once"
            )
        ]
