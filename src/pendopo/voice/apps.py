from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "pendopo.voice"
    label = "voice"
