from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "pendopo.ledger"
    label = "ledger"
