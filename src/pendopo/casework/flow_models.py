"""What running cases wait for, and their moves between versions of a package."""

from __future__ import annotations

from django.db import models

from pendopo.casework.regional import Regional


class Subscription(Regional):
    """What a running case waits for: so that a message by its key, and a signal, find it. Follows
    the state of the case, which alone decides."""

    case = models.ForeignKey(
        "casework.Case", on_delete=models.CASCADE, related_name="subscriptions"
    )
    token = models.IntegerField()
    kind = models.CharField(max_length=8)
    name = models.CharField(max_length=128)
    key = models.CharField(max_length=120, default="")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "token"], name="casework_subscription_once")
        ]
        indexes = [
            models.Index(
                fields=["region_code", "kind", "name", "key", "since", "id"],
                name="casework_subscription_find",
            )
        ]


class TimedStart(Regional):
    """A moment at which a timer of a drawing opened a case, so that it does so once. The latest
    one of a start is where the clock goes on from."""

    service = models.CharField(max_length=64)
    element = models.CharField(max_length=64)
    due_at = models.DateTimeField()
    case_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "service", "element", "due_at"],
                name="casework_timedstart_once",
            )
        ]


class VersionMove(Regional):
    """Running cases of a service on their way from one version of its package to another, by a
    job; `mapping`: element ids, old to new."""

    service = models.CharField(max_length=64)
    organisation_id = models.UUIDField()
    account_id = models.UUIDField(null=True)
    from_hash = models.CharField(max_length=80)
    to_hash = models.CharField(max_length=80)
    mapping = models.JSONField(default=dict)
    status = models.CharField(max_length=10)  # running, done, reverting, reverted
    cases = models.IntegerField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "begun_at"], name="casework_versionmove_of")
        ]


class MovedCase(Regional):
    """What became of one case in a move between versions. `case_version`: of the case right after
    it, so that one knows whether it has moved on since."""

    move = models.ForeignKey(VersionMove, on_delete=models.PROTECT, related_name="moved")
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10)  # moved, left, reverted, stayed
    element = models.CharField(max_length=64, default="")
    answer = models.CharField(max_length=16, default="")
    case_version = models.IntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["move", "case"], name="casework_movedcase_once")
        ]
