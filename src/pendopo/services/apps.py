from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "pendopo.services"
    label = "services"
