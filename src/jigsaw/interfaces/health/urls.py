"""Addresses of health, to be included at "health": /health for staff, /healthz for a machine."""

from django.urls import path

from jigsaw.interfaces.health import views

urlpatterns = [
    path("", views.health, name="health"),
    path("z", views.healthz, name="healthz"),
]
