from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "pendopo.casework"
    label = "casework"

    def ready(self) -> None:
        from pendopo.casework import jobs, reactions  # noqa: F401  (they register themselves)
