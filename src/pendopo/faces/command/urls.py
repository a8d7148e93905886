"""Routes of the command centre, mounted at `/pusat/`."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from pendopo.faces.command import (
    alarm,
    duty,
    history,
    incidents,
    map,
    measured,
    missions,
    morning,
    orders,
    wall,
)


class StepConverter(StringConverter):
    """What one can do with a shift."""

    regex = "|".join(duty.STEPS)


register_converter(StepConverter, "shift_step")
app_name = "command"
urlpatterns = [
    path("", wall.wall, name="wall"),
    path("ubin/", wall.tiles, name="tiles"),
    path("beban/", wall.burden, name="burden"),
    path("alarm/", wall.alarm_list, name="alarms"),
    path("alarm/<uuid:alarm_id>/", alarm.alarm, name="alarm"),
    path("alarm/<uuid:alarm_id>/terima/", alarm.acknowledge, name="acknowledge"),
    path("alarm/<uuid:alarm_id>/catatan/", alarm.note, name="alarm_note"),
    path("peta/", map.map_scene, name="map"),
    path("ukuran/", measured.measured, name="measured"),
    path("ukuran/<slug:slug>/", history.history, name="measure"),
    path("misi/", missions.missions, name="missions"),
    path("arahan/", orders.orders, name="orders"),
    path("arahan/baru/", orders.new, name="order_new"),
    path("kejadian/", incidents.incidents, name="incidents"),
    path("kejadian/<slug:slug>/", incidents.new, name="incident_new"),
    path("pagi.pdf", morning.morning, name="morning"),
    path("piket/", duty.duty, name="duty"),
    path("piket/jadwal/", duty.plan, name="shift_plan"),
    path("piket/<uuid:shift_id>/<shift_step:step>/", duty.step, name="shift_step"),
]
