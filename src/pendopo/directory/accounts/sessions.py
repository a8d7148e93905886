"""Sessions in the database, each read together with its account.

Every request of someone signed in needs both; as two queries built by the ORM they cost more
than the page's own statements.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from pendopo.directory.models import Account, AccountSession

_SESSION = ("session_key", "session_data", "expire_date", "account_id")
_ACCOUNT = [field.attname for field in Account._meta.concrete_fields]
_READ = (
    f"SELECT {', '.join(f's.{name}' for name in _SESSION)},"
    f" {', '.join(f'a.{name}' for name in _ACCOUNT)}"
    " FROM directory_accountsession s LEFT JOIN directory_account a ON a.id = s.account_id"
    " WHERE s.session_key = %s AND s.expire_date > %s"
)


class SessionStore(DatabaseSessions):
    """The engine of `settings.SESSION_ENGINE`. account: whose it was when it was read."""

    account: Account | None = None

    @classmethod
    def get_model_class(cls) -> type[AccountSession]:
        return AccountSession

    def create_model_instance(self, data: dict[str, Any]) -> AccountSession:
        row = super().create_model_instance(data)
        assert isinstance(row, AccountSession)
        row.account_id = data.get(auth.SESSION_KEY)
        return row

    def _get_session_from_db(self) -> AccountSession | None:
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return None
        own, other = row[: len(_SESSION)], row[len(_SESSION) :]
        self.account = Account.from_db(connection.alias, _ACCOUNT, other) if own[3] else None
        return AccountSession.from_db(connection.alias, _SESSION, own)


class SignedIn(AuthenticationMiddleware):
    """Says who is signed in: `request.user`, read when somebody asks."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _signed_in(request))  # type: ignore[assignment]  # as Django does


def _signed_in(request: HttpRequest) -> Account | AnonymousUser:
    """The account that came with the session, on the conditions of `auth.get_user`; whatever is
    out of the ordinary (another key signed it, the password changed) is left to that."""
    session = request.session
    account_id = session.get(auth.SESSION_KEY)
    if account_id is None:
        return AnonymousUser()
    account: Account | None = session.account  # type: ignore[attr-defined]  # our own store
    if (
        account is not None
        and account.is_active
        and str(account.pk) == account_id
        and session.get(auth.BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(
            session.get(auth.HASH_SESSION_KEY, ""), account.get_session_auth_hash()
        )
    ):
        return account
    return auth.get_user(request)
