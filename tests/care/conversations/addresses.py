"""The addresses that these tests need: those of conversations, and empty pages where others will stand."""

from django.http import HttpResponse
from django.urls import include, path


def nothing(request, **names):
    return HttpResponse("")


OTHERS = ("home", "search", "feeds", "quarantine", "joins", "sign_in")
urlpatterns = [
    path("conversations", include("jigsaw.care.conversations.urls")),
    path("reasons", include("jigsaw.care.reasons.urls")),
    path("people/<uuid:key>", nothing, name="person"),
    path("homes/<uuid:key>", nothing, name="home_story"),
    *(path(f"other/{name}", nothing, name=name) for name in OTHERS),
]
