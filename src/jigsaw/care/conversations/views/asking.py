"""A page with one form whose answer is one act."""

from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views import View

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.domain.states import State
from jigsaw.care.conversations.models import Conversation
from jigsaw.care.conversations.presenters.forms import FormPage
from jigsaw.care.conversations.queries import conversation
from jigsaw.care.conversations.views.naming import named_on_page
from jigsaw.foundation.access.domain import Decision
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.errors import Refused, Unfinished
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.pages import Shell, show

_NOT_ACCEPTED = 422


class Asking(View):
    """Shows a form; when it is filled in well, does the act and goes on. A refusal comes back on the form."""

    template = "conversations/form.jinja"
    title = ""
    button = "Save"
    done = ""

    @cached_property
    def viewer(self) -> Viewer:
        """Who asks."""
        return looking(self.request).viewer

    def get(self, request: HttpRequest, **_names: Any) -> HttpResponse:
        """The form, with what is known already."""
        self.check()
        return self.answer(self.form(None))

    def post(self, request: HttpRequest, **_names: Any) -> HttpResponse:
        """The act, or the form again with everything that was typed and all that is wrong."""
        self.check()
        form = self.form(request.POST)
        if form.is_valid():
            try:
                onward = self.save(form)
            except (Refused, Unfinished) as error:
                form.add_error(
                    None, f"{error.hindered_by[:1].upper()}{error.hindered_by[1:]}. {error.next_step}."
                )
            else:
                if self.done:
                    tell_next_page(request, self.done)
                return redirect(onward)
        return self.answer(form, _NOT_ACCEPTED)

    def answer(self, form: Any, status: int = 200) -> HttpResponse:
        """The page around the form."""
        return show(self.request, self.template, self.page(form), status)

    def check(self) -> None:
        """Raise NotFound or Refused before the form is shown to somebody who may not use it."""
        raise NotImplementedError

    def form(self, typed: Any) -> BaseForm:
        """The form, bound when `typed` is given."""
        raise NotImplementedError

    def save(self, form: Any) -> str:
        """Do the act; the address to go to next."""
        raise NotImplementedError

    def page(self, form: Any) -> Any:
        """The page object."""
        raise NotImplementedError


class InConversation(Asking):
    """A form within one conversation."""

    @cached_property
    def row(self) -> Conversation:
        """The conversation. Raises NotFound for those who take no part."""
        return conversation(self.viewer, self.key)

    @property
    def key(self) -> UUID:
        """The conversation's id."""
        return self.kwargs["key"]

    @property
    def href(self) -> str:
        """The conversation's address."""
        return reverse("conversation", args=[self.row.pk])

    def back_at(self, part: str, in_meeting: str = "turns") -> str:
        """Where to go on: the meeting while it goes on, else a part of the conversation's page."""
        if self.row.state == State.UNDER_WAY:
            return reverse("conversation_live", args=[self.row.pk]) + f"#{in_meeting}"
        return f"{self.href}#{part}"

    def check(self) -> None:
        """Refuse what the policy refuses."""
        policies.check(self.title, self.may())

    def may(self) -> Decision:
        """The policy's decision: by default, whether the viewer takes part."""
        return policies.can_take_part(self.viewer, self.row)

    def page(self, form: Any) -> FormPage:
        """The form with whom it is about, and a way back."""
        about = named_on_page(self.viewer, self.row.about, conversation=str(self.row.pk))
        return FormPage(self.shell(), form, about, self.button, self.notes())

    def shell(self) -> Shell:
        """The shell, with a way back to the conversation."""
        is_now = self.row.state == State.UNDER_WAY
        back = (self.back_at("maincontent"), "Back to the meeting" if is_now else "Back to the conversation")
        return looking(self.request).shell(self.title, section="conversations", back=back)

    def notes(self) -> tuple[str, ...]:
        """Sentences before the questions."""
        return ()
