from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "pendopo.documents"
    label = "documents"

    def ready(self) -> None:
        from pendopo.documents import jobs, reactions  # noqa: F401  (they register themselves)
