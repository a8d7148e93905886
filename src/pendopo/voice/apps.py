from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "pendopo.voice"
    label = "voice"

    def ready(self) -> None:
        from pendopo.voice import reactions  # noqa: F401  (they register themselves)
