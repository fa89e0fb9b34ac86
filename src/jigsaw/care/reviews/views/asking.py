"""A page with one form whose answer is one act of a review."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views import View

from jigsaw.care.reviews import queries
from jigsaw.care.reviews.models import Review
from jigsaw.care.reviews.presenters.pages import FormPage
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.errors import Refused, Unfinished
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.pages import show

_NOT_ACCEPTED = 422


def done(form: BaseForm, act: Callable[[], object]) -> bool:
    """Do the act; what refuses it stands on the form."""
    try:
        act()
    except (Refused, Unfinished) as error:
        form.add_error(None, f"{error.hindered_by[:1].upper()}{error.hindered_by[1:]}. {error.next_step}.")
        return False
    return True


class Asking(View):
    """Shows a form; when it is filled in well, does the act and goes on. A refusal comes back on the form."""

    title = ""
    button = "Save"
    done = ""
    onward = "joint_review"
    form_class: type[BaseForm]

    @cached_property
    def viewer(self) -> Viewer:
        """Who asks."""
        return looking(self.request).viewer

    @property
    def key(self) -> UUID:
        """The review's id."""
        return self.kwargs["key"]

    @cached_property
    def row(self) -> Review:
        """The review. Raises NotFound for those who take no part."""
        return queries.review(self.viewer, self.key)

    def dispatch(self, request: HttpRequest, *args: Any, **names: Any) -> Any:
        """Nothing is shown to those who take no part."""
        self.check()
        return super().dispatch(request, *args, **names)

    def get(self, request: HttpRequest, **_names: Any) -> HttpResponse:
        """The form."""
        return self.answer(self.form())

    def post(self, request: HttpRequest, **_names: Any) -> HttpResponse:
        """The act, or the form again with everything that was typed and all that is wrong."""
        form = self.form(request.POST, request.FILES)
        if form.is_valid() and done(form, lambda: self.save(form)):
            tell_next_page(request, self.done or "Saved.")
            return redirect(self.back())
        return self.answer(form, _NOT_ACCEPTED)

    def check(self) -> None:
        """Raise NotFound before anything is shown."""
        queries.review(self.viewer, self.key)

    def form(self, typed: Any = None, files: Any = None) -> Any:
        """The form, bound when something was typed."""
        return self.form_class(typed, files, **self.choices())

    def choices(self) -> dict[str, Any]:
        """What the form is given to choose from, or to begin with."""
        return {}

    def save(self, form: Any) -> None:
        """Do the act."""
        raise NotImplementedError

    def back(self) -> str:
        """Where to go afterwards, and where the way back leads."""
        return reverse(self.onward, args=[self.key])

    def notes(self) -> tuple[str, ...]:
        """Sentences before the questions."""
        return ()

    def cells(self) -> tuple[tuple[str, str], ...]:
        """What was written, by its heading, to stand above the questions."""
        return ()

    def answer(self, form: Any, status: int = 200) -> HttpResponse:
        """The page around the form."""
        shell = looking(self.request).shell(self.title, section="joint_reviews", back=(self.back(), "Back"))
        page = FormPage(shell, form, self.button, self.notes(), self.cells())
        return show(self.request, "reviews/form.jinja", page, status)
