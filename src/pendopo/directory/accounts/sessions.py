"""Django's database sessions, read with plain SQL.

Every request of someone signed in reads one session and one account; building these two queries
through the ORM cost more than asking them.
"""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from pendopo.directory.models import Account

_SESSION = (
    "SELECT session_key, session_data, expire_date FROM django_session"
    " WHERE session_key = %s AND expire_date > %s"
)
_COLUMNS = [field.attname for field in Account._meta.concrete_fields]
_ACCOUNT = f"SELECT {', '.join(_COLUMNS)} FROM directory_account WHERE id = %s"


class SessionStore(DatabaseSessions):
    """The engine of `settings.SESSION_ENGINE`."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        with connection.cursor() as cursor:
            cursor.execute(_SESSION, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return None
        return Session.from_db(None, ["session_key", "session_data", "expire_date"], row)


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth: untyped
    """allauth's sign-in, with the account of a session read in plain SQL."""

    def get_user(self, user_id: Any) -> Account | None:
        with connection.cursor() as cursor:
            cursor.execute(_ACCOUNT, [user_id])
            row = cursor.fetchone()
        account = Account.from_db(connection.alias, _COLUMNS, row) if row else None
        return account if account is not None and self.user_can_authenticate(account) else None
