"""What every answer of the workspace shares."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from jigsaw.foundation.access.policies import agreements_read_once
from jigsaw.foundation.access.refusing import REFUSED, keep_refusal
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.audit.actions import record_act
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
        if error.refusal:
            keep_refusal(error, _page(request), method=request.method or "")
        elif isinstance(error, Refused):
            _note(request, REFUSED)
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 409)
        return show(request, "workspace/error.jinja", _error_page(request, error), status)


def form_not_ours(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form that was sent without its token: an old page, another window, or another site."""
    _note(request, "sent a form without its token")
    page = ErrorPage(
        Shell("Sending this page"),
        "Sending this page",
        "it was opened too long ago, or in another window",
        "Go back, load the page anew, and send it again",
    )
    return show(request, "workspace/error.jinja", page, 403)


def _note(request: HttpRequest, act: str) -> None:
    """Keep in the trail that a worker was refused: at which page, and never whom it was about. What one may not know
    of is like what is not there, and is no refusal.
    """
    if request.user.is_authenticated:
        told = {"method": request.method or ""}
        record_act(
            by=looking(request).viewer, act=act, subject_kind="page", subject_id=_page(request), detail=told
        )


def _page(request: HttpRequest) -> str:
    return (request.resolver_match.view_name if request.resolver_match else "") or "a page"


def _error_page(request: HttpRequest, error: JigsawError) -> ErrorPage:
    shell = looking(request).shell(error.asked) if request.user.is_authenticated else Shell(error.asked)
    return ErrorPage(shell, error.asked, error.hindered_by, error.next_step)
