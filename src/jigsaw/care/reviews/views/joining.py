"""From a conversation to the joint review that came of it, or to begin one."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from jigsaw.care.conversations.domain.calling import SubjectKind
from jigsaw.care.conversations.queries import conversation
from jigsaw.care.reviews import actions, queries
from jigsaw.care.reviews.forms.leading import StartForm
from jigsaw.care.reviews.views.leading import Start


class StartFrom(Start):
    """The review, if the viewer takes part in it; else the form that begins one. Others cannot tell which."""

    @property
    def talk(self) -> UUID:
        """The conversation's id."""
        return self.kwargs["conversation"]

    def check(self) -> None:
        """Whoever may call a conversation, and sees this one. Raises NotFound."""
        super().check()
        conversation(self.viewer, self.talk)

    def get(self, request: HttpRequest, **names: Any) -> HttpResponse:
        """On to the review where there is one, the form where there is none."""
        found = queries.review_from(self.viewer, self.talk)
        return redirect("joint_review", found.pk) if found else super().get(request, **names)

    def notes(self) -> tuple[str, ...]:
        """Which rules hold, and that nothing of the conversation goes along."""
        return (*super().notes(), "It comes from a conversation. Nothing said there is copied into it.")

    def save(self, form: StartForm) -> None:
        """Start it, with where it came from."""
        about = conversation(self.viewer, self.talk).about
        person = about.id if about.kind is SubjectKind.PERSON else None
        begin = replace(form.begin(person), conversation=self.talk)
        self.made = actions.start_review(by=self.viewer, begin=begin, terms=form.terms())
