from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "pendopo.faces.portal"
    label = "portal"
