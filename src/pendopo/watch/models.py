"""What the command centre owns: rules, alarms, the roster, its log, orders and incidents.

Words that people wrote are sealed under a key of their own (`words.py`); no fact holds any.
"""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger


class Rule(models.Model):
    """When an alarm is raised; `definition` is what `rules.read_rule` understands."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    slug = models.CharField(max_length=64)
    definition = models.JSONField()
    version = models.IntegerField(default=1)
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "slug"], name="watch_rule_slug")
        ]


class Alarm(models.Model):
    """Something that needs a person. subject: the case, the organisation, the order or the rule
    itself. at: the limit that passed. escalate_at: when nobody acknowledges it until then, it goes
    to the next step of the rule (`level` steps have been taken)."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    rule = models.ForeignKey(Rule, models.PROTECT, related_name="alarms")
    subject = models.UUIDField()
    number = models.CharField(max_length=24, default="")
    service = models.CharField(max_length=64, default="")
    kind = models.CharField(max_length=16)
    priority = models.CharField(max_length=10)
    organisation_id = models.UUIDField(null=True)
    owner_id = models.UUIDField(null=True)
    at = models.DateTimeField(null=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    raised_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.UUIDField(null=True)
    level = models.SmallIntegerField(default=0)
    escalate_at = models.DateTimeField(null=True)
    escalated_to = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, default="")
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "subject"],
                condition=models.Q(ended_at__isnull=True),
                name="watch_alarm_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["region_code", "priority", "raised_at"],
                condition=models.Q(ended_at__isnull=True),
                name="watch_alarm_open",
            ),
            models.Index(fields=["region_code", "raised_at"], name="watch_alarm_raised"),
        ]


class Shift(models.Model):
    """One turn of duty (piket) of a position; its substitute may stand in at any moment."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    position_id = models.UUIDField()
    substitute_id = models.UUIDField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.CharField(max_length=10, default="planned")
    begun_at = models.DateTimeField(null=True)
    begun_by = models.UUIDField(null=True)
    handed_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["region_code", "starts_at"], name="watch_shift_starts")]


class Word(models.Model):
    """A note on an alarm, a line of the shift log, the words of a hand-over, or a report on an
    order: sealed, by a position."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    about = models.UUIDField()
    sort = models.CharField(max_length=10)
    position_id = models.UUIDField(null=True)
    key_id = models.UUIDField()
    sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["region_code", "about", "at"], name="watch_word_about")]


class Order(models.Model):
    """An order (arahan) of the regent, the deputy or the Sekda to a position, followed to its end.
    topic, code: the tile that it came from, such as ("case", its number)."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    number = models.CharField(max_length=24)
    from_id = models.UUIDField()
    to_id = models.UUIDField()
    organisation_id = models.UUIDField()
    topic = models.CharField(max_length=16)
    code = models.CharField(max_length=80, default="")
    priority = models.CharField(max_length=10)
    wants_proof = models.BooleanField(default=False)
    due_on = models.DateField()
    due_at = models.DateTimeField()
    status = models.CharField(max_length=10)
    given_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    returned = models.SmallIntegerField(default=0)
    late_told_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    proof_id = models.UUIDField(null=True)
    key_id = models.UUIDField()
    sealed = models.BinaryField()
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "number"], name="watch_order_number")
        ]
        indexes = [
            models.Index(
                fields=["region_code", "to_id", "due_at"],
                condition=models.Q(closed_at__isnull=True),
                name="watch_order_to",
            ),
            models.Index(
                fields=["region_code", "from_id", "due_at"],
                condition=models.Q(closed_at__isnull=True),
                name="watch_order_from",
            ),
        ]


class Incident(models.Model):
    """A case that the command centre opened by a package of incidents; the work is casework's."""

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="+")
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    number = models.CharField(max_length=24)
    service = models.CharField(max_length=64)
    position_id = models.UUIDField()
    district = models.CharField(max_length=13, default="")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["region_code", "opened_at"], name="watch_incident_opened")]
