from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "pendopo.planning"
    label = "planning"
