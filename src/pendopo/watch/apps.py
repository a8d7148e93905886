from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "pendopo.watch"
    label = "watch"
