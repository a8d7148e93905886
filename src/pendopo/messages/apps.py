from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "pendopo.messages"
    label = "notices"

    def ready(self) -> None:
        from pendopo.messages import jobs, reactions  # noqa: F401  (they register themselves)
