"""Whom the database reads for while a request is answered: the agency of whoever is signed in, else nobody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from jigsaw.foundation.core.wall import NOBODY, reading_for


class ReadForTheirAgency:
    """Tell the second wall for which agency each request reads."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with reading_for(str(getattr(request.user, "agency_id", NOBODY))):
            return self.answer(request)
