"""Django's PostgreSQL, whose pooled connections are looked at, not asked, before they are used."""
