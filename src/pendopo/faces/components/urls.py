"""Routes of the gallery; mounted by config where wanted."""

from django.urls import path
from django.views.decorators.http import require_safe

from pendopo.faces.components.access import open_to_all
from pendopo.faces.components.gallery import gallery

app_name = "components"
page = open_to_all(require_safe(gallery))
urlpatterns = [
    path("", page, name="gallery"),
    path("<slug:name>", page, name="gallery_part"),
]
