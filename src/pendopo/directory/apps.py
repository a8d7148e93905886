from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "pendopo.directory"
    label = "directory"

    def ready(self) -> None:
        from pendopo.directory import jobs  # noqa: F401  (they register themselves)
