"""What every row of casework has: an id, and the region it belongs to."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger


class Regional(models.Model):
    """A row that belongs to a region and is invisible from every other one."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)

    class Meta:
        abstract = True
