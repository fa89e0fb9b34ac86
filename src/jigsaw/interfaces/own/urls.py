"""Addresses of a person's own door, to be included at "your-record"."""

from django.urls import path

from jigsaw.interfaces.own import entering, reading, story, supporters, wishes

OWN = {"way": entering.OWN}
urlpatterns = [
    path("", reading.front, name="own_record"),
    path("/story", story.story, name="own_story"),
    path("/who-looked", reading.looks, name="own_looks"),
    path("/looks/<int:key>", reading.look, name="own_look"),
    path("/supporters", supporters.listing, name="own_supporters"),
    path("/supporters/<uuid:key>", supporters.one, name="own_supporter"),
    path("/sharing", wishes.wishes, name="own_wishes"),
    path("/safe", entering.safe, OWN, name="own_safe"),
    path("/sign-in", entering.sign_in, OWN, name="own_sign_in"),
    path("/start", entering.start, OWN, name="own_start"),
    path("/leave", entering.leave, name="own_leave"),
]
