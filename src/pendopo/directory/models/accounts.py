"""The account with which a person signs in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from pendopo.directory.models.people import Person


class Account(AbstractBaseUser):
    """Signs in by username, verified phone or e-mail.

    Readable before the region is known (the session names the account first), so this table
    alone has no row-level security; an account of another region is nobody here.
    """

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13)  # home; no default: forms make blank accounts
    username = models.CharField(max_length=150, unique=True)
    phone = models.CharField(max_length=16, null=True, unique=True)
    phone_verified = models.BooleanField(default=False)
    email = models.EmailField(blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects = BaseUserManager["Account"]()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
