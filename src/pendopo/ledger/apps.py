from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "pendopo.ledger"
    label = "ledger"

    def ready(self) -> None:
        from pendopo.ledger import jobs  # noqa: F401  (it registers itself)
