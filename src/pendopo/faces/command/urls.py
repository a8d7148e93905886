"""Routes of the command centre, mounted at `/pusat/`."""

from __future__ import annotations

from django.urls import path

from pendopo.faces.command import alarm, wall

app_name = "command"
urlpatterns = [
    path("", wall.wall, name="wall"),
    path("ubin/", wall.tiles, name="tiles"),
    path("beban/", wall.burden, name="burden"),
    path("alarm/", wall.alarm_list, name="alarms"),
    path("alarm/<uuid:alarm_id>/", alarm.alarm, name="alarm"),
    path("alarm/<uuid:alarm_id>/terima/", alarm.acknowledge, name="acknowledge"),
    path("alarm/<uuid:alarm_id>/catatan/", alarm.note, name="alarm_note"),
]
