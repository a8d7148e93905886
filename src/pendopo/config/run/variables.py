"""What may be set from outside: every environment variable that Pendopo reads, and its meaning.

`./pendopo docs` makes docs/reference/settings.md of it; a test finds one that is read and not here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Variable:
    """`default` in words; empty: nothing is assumed."""

    name: str
    default: str
    meaning: str


@dataclass(frozen=True)
class Group:
    title: str
    variables: tuple[Variable, ...]


GROUPS = (
    Group(
        "The installation",
        (
            Variable(
                "PENDOPO_VAR",
                "`var` beside the source",
                "Folder of everything that is not code: keys, files, the embedded database, logs."
                " It must be empty or Pendopo's own.",
            ),
            Variable(
                "PENDOPO_DEMO",
                "`1`",
                "`1`: sample data, a clock that can be moved, officers may sign in without a"
                " second factor. A real installation says `0`.",
            ),
            Variable(
                "PENDOPO_HOSTS",
                "`localhost .localhost 127.0.0.1 [::1]`",
                "Host names that are answered, separated by spaces; a leading dot includes every"
                " name below. Each region names its own hosts in its `region.yaml`.",
            ),
            Variable(
                "PENDOPO_DEFAULT_REGION",
                "`35.11` in the demo, else empty",
                "Code of the region for a host that no region claims. Empty: such a host is not"
                " found.",
            ),
            Variable(
                "PENDOPO_HTTPS",
                "`0`",
                "`1` when people reach us by HTTPS: cookies are sent over HTTPS only and browsers"
                " are told to insist on it.",
            ),
            Variable(
                "PENDOPO_ORIGINS",
                "empty",
                "Origins (scheme and host, separated by spaces) whose forms are trusted when a"
                " proxy changes the host name.",
            ),
            Variable(
                "PENDOPO_PROXIES",
                "`0`",
                "How many proxies of ours stand before the web process and set `X-Forwarded-For`;"
                " it decides whose address is slowed down when codes are guessed.",
            ),
            Variable(
                "PENDOPO_LOG",
                "`WARNING`",
                "How much is logged to standard error: `DEBUG`, `INFO`, `WARNING` or `ERROR`."
                " Nothing personal is logged at any level.",
            ),
            Variable("PENDOPO_EMAIL_FROM", "`pendopo@localhost`", "Sender of every e-mail."),
        ),
    ),
    Group(
        "Database",
        (
            Variable(
                "DATABASE_URL",
                "empty: the embedded PostgreSQL in `var`",
                "`postgresql://user:password@host:port/name` of a PostgreSQL 17 or newer. Its login"
                " makes the three roles `pendopo_owner`, `pendopo_app` and `pendopo_sealer`, or"
                " finds them made.",
            ),
            Variable(
                "PENDOPO_APP_DATABASE_URL",
                "empty: the login of `DATABASE_URL`, reduced to `pendopo_app`",
                "A login of its own for web and worker, which then cannot become anything else.",
            ),
            Variable(
                "PENDOPO_DB_ROLE",
                "`app`",
                "Who we are in the database: `app` serves and works, `owner` migrates, `sealer`"
                " orders the ledger. Commands set it themselves.",
            ),
            Variable(
                "PENDOPO_DB_HOST",
                "set by the launcher",
                "Socket folder of the embedded PostgreSQL.",
            ),
            Variable("PENDOPO_DB_PORT", "`5432`", "Port of the embedded PostgreSQL."),
            Variable(
                "PENDOPO_DB_NAME",
                "`pendopo`, or the name in `DATABASE_URL`",
                "Name of the database; tests use one of their own each.",
            ),
        ),
    ),
    Group(
        "Secrets and sign-in",
        (
            Variable(
                "PENDOPO_SECRET_<NAME>",
                "a file in `var/keys`, made at first need",
                "One secret in hexadecimal, for installations that keep them elsewhere. `<NAME>`:"
                " `DJANGO` (cookies), `SEALING` (heads of the ledger), `LOOKUP` (finding a NIK"
                " without storing it), `MASTER1`, `MASTER2` … (wrap the keys of people).",
            ),
            Variable(
                "PENDOPO_MASTER_VERSION",
                "`1`",
                "Which master key wraps new keys of people. Raise it, restart, and wrap the old"
                " ones again (`directory.api.rewrap`).",
            ),
            Variable(
                "PENDOPO_OFFICERS_2FA",
                "`0` in the demo, else `1`",
                "`1`: officers without a second factor have no role.",
            ),
            Variable(
                "PENDOPO_OIDC_ISSUER",
                "empty: no outside identities",
                "Address of an OpenID Connect provider by which people may sign in.",
            ),
            Variable(
                "PENDOPO_OIDC_NAME",
                "`Identitas digital`",
                "What its button says.",
            ),
            Variable("PENDOPO_OIDC_CLIENT", "empty", "Our client id at the provider."),
            Variable("PENDOPO_OIDC_SECRET", "empty", "Our client secret at the provider."),
        ),
    ),
    Group(
        "Notices",
        (
            Variable(
                "PENDOPO_SMS_URL",
                "empty: notices are written to `var/outbox`",
                "Address of an HTTP gateway for SMS; https. `./pendopo messages check` tells what"
                " is missing.",
            ),
            Variable("PENDOPO_SMS_TOKEN", "empty", "Secret of that gateway, for the header."),
            Variable(
                "PENDOPO_SMS_HEADER",
                "`Authorization: Bearer {token}`",
                "The header that carries it.",
            ),
            Variable(
                "PENDOPO_SMS_BODY",
                '`{"to": "{to}", "text": "{text}"}`',
                "JSON template of the body; `{to}` (+62...), `{digits}` (62...), `{text}` and"
                " `{id}` (the same at every try) are replaced.",
            ),
            Variable(
                "PENDOPO_SMS_FORM",
                "empty: JSON",
                "`1`: the body goes as a form (application/x-www-form-urlencoded).",
            ),
            Variable(
                "PENDOPO_SMS_SECRET",
                "empty: nothing is taken in",
                "With it the gateway signs what it posts to `/pesan-masuk/sms/` (header"
                " `X-Hub-Signature-256`, HMAC-SHA256 of the body).",
            ),
            Variable(
                "PENDOPO_WHATSAPP_URL",
                "empty: notices are written to `var/outbox`",
                "Address of an HTTP gateway for WhatsApp; https.",
            ),
            Variable("PENDOPO_WHATSAPP_TOKEN", "empty", "Secret of that gateway, for the header."),
            Variable(
                "PENDOPO_WHATSAPP_HEADER",
                "`Authorization: Bearer {token}`",
                "The header that carries it.",
            ),
            Variable(
                "PENDOPO_WHATSAPP_BODY",
                "that of the WhatsApp Business Platform",
                "JSON template of the body; `{to}` (+62...), `{digits}` (62...), `{text}` and"
                " `{id}` (the same at every try) are replaced.",
            ),
            Variable(
                "PENDOPO_WHATSAPP_FORM",
                "empty: JSON",
                "`1`: the body goes as a form (application/x-www-form-urlencoded).",
            ),
            Variable(
                "PENDOPO_WHATSAPP_SECRET",
                "empty: nothing is taken in",
                "With it the gateway signs what it posts to `/pesan-masuk/whatsapp/` (header"
                " `X-Hub-Signature-256`, HMAC-SHA256 of the body).",
            ),
            Variable(
                "PENDOPO_WHATSAPP_VERIFY",
                "empty",
                "The word that WhatsApp shows when it is told our address for the first time.",
            ),
        ),
    ),
    Group(
        "Commands and tests",
        (
            Variable(
                "PENDOPO_LANG",
                "the locale of the terminal",
                "`en` for English; anything else is answered in Bahasa Indonesia.",
            ),
            Variable(
                "PENDOPO_ORIGIN",
                "set by `./pendopo demo`",
                "Address at which people reach this installation, for links in the demo.",
            ),
            Variable(
                "PENDOPO_TEST_VAR",
                "`var/test`",
                "Data folder of a test run, whose PostgreSQL is shared by runs side by side.",
            ),
            Variable(
                "PENDOPO_CHROMIUM",
                "the first Chromium found",
                "Path of the browser that the journeys use.",
            ),
            Variable(
                "PENDOPO_REEXEC",
                "set by the launcher",
                "Marks that the launcher has already gone on in a newer Python.",
            ),
        ),
    ),
)


def names() -> set[str]:
    return {one.name for group in GROUPS for one in group.variables}
