from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "pendopo.measures"
    label = "measures"

    def ready(self) -> None:
        from pendopo.measures import reactions  # noqa: F401  (they register themselves)
