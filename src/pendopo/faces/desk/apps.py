"""The application of the desk for Django."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Where officers work all day."""

    name = "pendopo.faces.desk"
    label = "desk"
