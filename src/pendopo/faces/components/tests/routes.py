from django.urls import include, path

urlpatterns = [path("gallery/", include("pendopo.faces.components.urls"))]
