"""Addresses of a person's own door, to be included at "your-record"."""

from django.urls import path

from jigsaw.interfaces.own import entering, reading

urlpatterns = [
    path("", reading.looks, name="own_record"),
    path("/looks/<int:key>", reading.look, name="own_look"),
    path("/safe", entering.safe, name="own_safe"),
    path("/sign-in", entering.sign_in, name="own_sign_in"),
    path("/start", entering.start, name="own_start"),
    path("/leave", entering.leave, name="own_leave"),
]
