"""allauth's settings and the directory's switches: sign-in, second factors, outside identities.

Imported by `settings` with `*`. What differs between installations comes from the environment.
"""

from __future__ import annotations

import os

from pendopo.config import environment

_DEMO = os.environ.get("PENDOPO_DEMO", "1") == "1"
_HTTPS = os.environ.get("PENDOPO_HTTPS", "0") == "1"

# Version of the master key that wraps new data keys; raise it, restart, then `rewrap`.
DIRECTORY_MASTER_VERSION = int(os.environ.get("PENDOPO_MASTER_VERSION", "1"))
# Officers without TOTP or passkey get no role. Off in the demo only.
DIRECTORY_OFFICERS_NEED_SECOND_FACTOR = (
    os.environ.get("PENDOPO_OFFICERS_2FA", "0" if _DEMO else "1") == "1"
)

# Rate limits, and TOTP codes already used, must be known to every process of this machine;
# with several machines give them a shared cache instead.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": environment.var() / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

ACCOUNT_ADAPTER = "pendopo.directory.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "pendopo.directory.accounts.fields.SignupForm",
    "request_login_code": "pendopo.directory.accounts.fields.RequestLoginCodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_LOGIN_METHODS = {"username", "email", "phone"}
# Phone or e-mail, one is enough (the form says so). Not "phone*": with it allauth would turn
# away every account that has no phone, officers first.
ACCOUNT_SIGNUP_FIELDS = ["phone", "email", "password1*"]
# One password field with a strength rule and no repetition: fewer errors on small screens.
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_UNIQUE_EMAIL = True
# Strict: an address in use is never told, not even at sign-up; only one may verify it.
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PHONE_VERIFICATION_ENABLED = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
# Six digits: short enough to be said on the phone to a helper; three tries, 15 minutes.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
# The way back in for people who forgot the password and have no e-mail.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",  # a village hall or an office shares one address
    "login_failed": "20/m/ip,5/300s/key",
    "signup": "20/m/ip",
    "verify_phone": "1/30s/key,10/m/ip",
    "request_login_code": "20/m/ip,3/m/key",
    "reset_password": "20/m/ip,5/m/key",
}
# How many proxies of ours stand before the web process and set X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("PENDOPO_PROXIES", "0"))

MFA_ADAPTER = "pendopo.directory.accounts.mfa.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # one step: the clocks of cheap phones drift
# Browsers allow passkeys on http://localhost; the demo runs there.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _DEMO and not _HTTPS

SOCIALACCOUNT_ADAPTER = "pendopo.directory.accounts.outside.OutsideAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an outside address alone opens no account
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, object] = {}
if os.environ.get("PENDOPO_OIDC_ISSUER"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": os.environ.get("PENDOPO_OIDC_NAME", "Identitas digital"),
                "client_id": os.environ.get("PENDOPO_OIDC_CLIENT", ""),
                "secret": os.environ.get("PENDOPO_OIDC_SECRET", ""),
                "settings": {"server_url": os.environ["PENDOPO_OIDC_ISSUER"]},
            }
        ],
    }
