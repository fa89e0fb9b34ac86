"""Addresses of reasons."""

from django.urls import path
from django.views.generic import RedirectView

from jigsaw.care.reasons import new_lately, views

urlpatterns = [
    path("", views.reasons, name="reasons"),
    path("/patterns", RedirectView.as_view(url="/patterns")),
    path("/new", new_lately.new_lately, name="new_reasons"),
    path("/<uuid:key>", views.reason, name="reason"),
    path("/<uuid:key>/decide", views.decide, name="decide_reason"),
]
