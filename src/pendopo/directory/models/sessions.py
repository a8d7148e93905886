"""A browser in which somebody is signed in, or will be."""

from __future__ import annotations

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from pendopo.directory.models.accounts import Account


class AccountSession(AbstractBaseSession):
    """A session that names its account, so that one statement reads both."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="+")

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "session"
        verbose_name_plural = "sessions"

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from pendopo.directory.accounts.sessions import SessionStore

        return SessionStore
