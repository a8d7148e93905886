from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "pendopo.watch"
    label = "watch"

    def ready(self) -> None:
        from pendopo.watch import reactions  # noqa: F401  (they register themselves)
