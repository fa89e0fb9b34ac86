"""Addresses of the outbox, to be included at "messages"."""

from django.urls import path

from jigsaw.foundation.outbox import views

urlpatterns = [
    path("", views.undelivered, name="undelivered"),
    path("/<uuid:key>", views.settle, name="settle_message"),
]
