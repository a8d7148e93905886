"""Routes of the gallery; mounted by config where wanted."""

from django.urls import path

from pendopo.faces.components.gallery import gallery

app_name = "components"
urlpatterns = [
    path("", gallery, name="gallery"),
    path("<slug:name>", gallery, name="gallery_part"),
]
