"""What every answer of the workspace shares."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from jigsaw.foundation.access.policies import agreements_read_once
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.core.errors import JigsawError, NotFound, Refused
from jigsaw.foundation.design.pages import Shell, show
from jigsaw.interfaces.workspace.pages import ErrorPage

_STATUS: dict[type[JigsawError], int] = {NotFound: 404, Refused: 403}


class AnswerErrors:
    """Turn an error of ours into a page that says what was asked, what stood in the way and what to do next."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with agreements_read_once():
            return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an error of ours; None leaves any other error to Django."""
        if not isinstance(error, JigsawError):
            return None
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 409)
        return show(request, "workspace/error.jinja", _error_page(request, error), status)


class KeepNothing:
    """Tell browsers and proxies to keep no page: a shared computer's back button must not open somebody's story."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def _error_page(request: HttpRequest, error: JigsawError) -> ErrorPage:
    shell = looking(request).shell(error.asked) if request.user.is_authenticated else Shell(error.asked)
    return ErrorPage(shell, error.asked, error.hindered_by, error.next_step)
