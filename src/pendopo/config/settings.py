"""Django's settings. Everything that differs between machines comes from the environment."""

from __future__ import annotations

import os

from pendopo.config import environment, secrets

VAR = environment.var()
DEBUG = False
SECRET_KEY = secrets.named(VAR, "django")
ALLOWED_HOSTS = os.environ.get("PENDOPO_HOSTS", "localhost .localhost 127.0.0.1 [::1]").split()
DEMO = os.environ.get("PENDOPO_DEMO", "1") == "1"
SECURE = os.environ.get("PENDOPO_HTTPS", "0") == "1"

REGIONS_FOLDER = environment.ROOT / "packages" / "regions"
INSTRUMENTS_FOLDER = environment.ROOT / "packages" / "instruments"
# Region of a host that no region claims; empty in production: an unknown host is a 404.
DEFAULT_REGION = os.environ.get("PENDOPO_DEFAULT_REGION", "35.11" if DEMO else "")

CONTEXTS = [
    "ledger",
    "directory",
    "messages",
    "documents",
    "measures",
    "services",
    "casework",
    "voice",
    "planning",
    "watch",
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    *(f"pendopo.{name}" for name in CONTEXTS),
    "pendopo.faces.portal",
    "pendopo.faces.desk",
    "pendopo.faces.command",
    "pendopo.config",
]
MIDDLEWARE = [
    "pendopo.config.middleware.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pendopo.config.middleware.Plain",
    "pendopo.config.middleware.language",
    "django.middleware.csrf.CsrfViewMiddleware",
    "pendopo.directory.accounts.sessions.SignedIn",
    "pendopo.config.middleware.region",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "pendopo.config.urls"
WSGI_APPLICATION = "pendopo.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_database = environment.database()
DATABASES = {
    "default": {
        "ENGINE": "pendopo.config.postgres",
        "HOST": _database.host,
        "PORT": _database.port,
        "NAME": _database.name,
        "USER": _database.user,
        "PASSWORD": _database.password,
        "OPTIONS": {
            # Threads of one web process share the pool; prepared statements halve the time.
            # A server that comes back after minutes is found within seconds: the pool's waits
            # between tries grow only as long as a request would wait.
            "pool": {"min_size": 1, "max_size": 10, "timeout": 10, "reconnect_timeout": 10},
            "prepare_threshold": 2,
            "server_side_binding": True,
            **({"options": f"-c role={_database.role}"} if _database.role else {}),
        },
    }
}
# Connections outside the pool: LISTEN, and reading the whole log.
APP_CONNINFO = _database.conninfo
SEALER_CONNINFO = environment.database("sealer").conninfo

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "pendopo.faces.components.jinja.environment"},
    },
    {
        # Only allauth's own templates; our elements and layouts override its looks.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [environment.ROOT / "src/pendopo/faces/portal/allauth"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

AUTH_USER_MODEL = "directory.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
SESSION_ENGINE = "pendopo.directory.accounts.sessions"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/akun/login/"
LOGIN_REDIRECT_URL = "/masuk/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 12 * 3600
CSRF_TRUSTED_ORIGINS = os.environ.get("PENDOPO_ORIGINS", "").split()
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [VAR / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [path for path in (VAR / "assets",) if path.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "outbox"
DEFAULT_FROM_EMAIL = os.environ.get("PENDOPO_EMAIL_FROM", "pendopo@localhost")

# One line an event on standard error; the launcher keeps it in var/log. Nothing personal is logged.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("PENDOPO_LOG", "WARNING")},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}

PROCRASTINATE_ON_APP_READY = None
SILENCED_SYSTEM_CHECKS = [
    "security.W004", "security.W008", "security.W012", "security.W016",
    "account.W001",  # whoever signs up gives a phone or an e-mail address, not both
]  # fmt: skip

from pendopo.config.accounts import *  # noqa: E402,F403  (allauth's own settings, a page of them)
