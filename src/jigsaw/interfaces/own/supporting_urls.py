"""Addresses of a supporter's door, to be included at "supporting"."""

from django.urls import path

from jigsaw.interfaces.own import entering, supporting

SUPPORTERS = {"way": entering.SUPPORTERS}
urlpatterns = [
    path("", supporting.read, name="supporting_read"),
    path("/safe", entering.safe, SUPPORTERS, name="supporting_safe"),
    path("/sign-in", entering.sign_in, SUPPORTERS, name="supporting_sign_in"),
    path("/start", entering.start, SUPPORTERS, name="supporting_start"),
    path("/leave", entering.leave, name="supporting_leave"),
]
