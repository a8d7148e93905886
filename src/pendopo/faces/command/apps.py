from django.apps import AppConfig


class CommandConfig(AppConfig):
    name = "pendopo.faces.command"
    label = "command"
