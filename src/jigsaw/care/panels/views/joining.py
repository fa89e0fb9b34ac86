"""From a conversation to the panel's case that came of it, or to begin one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from jigsaw.care.conversations.domain.calling import SubjectKind
from jigsaw.care.conversations.queries import conversation
from jigsaw.care.panels import actions, queries
from jigsaw.care.panels.forms import ReferForm
from jigsaw.care.panels.views.asking import Refer


class ReferFrom(Refer):
    """The case, if the viewer reads or wrote one; else a referral that says which conversation it came from."""

    @property
    def talk(self) -> UUID:
        """The conversation's id."""
        return self.kwargs["conversation"]

    def check(self) -> None:
        """Whoever may call a conversation, and sees this one. Raises NotFound."""
        super().check()
        conversation(self.viewer, self.talk)

    def get(self, request: HttpRequest, **names: Any) -> HttpResponse:
        """On to the case where there is one, the form where there is none."""
        found = queries.referred_from(self.viewer, self.talk)
        return redirect("referral", found.pk) if found else super().get(request, **names)

    def notes(self) -> tuple[str, ...]:
        """Where it comes from, and that nothing of it goes along."""
        return ("It comes from a conversation. Nothing said there is copied into it.",)

    def save(self, form: ReferForm) -> None:
        """Refer it, with where it came from."""
        about = conversation(self.viewer, self.talk).about
        person = about.id if about.kind is SubjectKind.PERSON else None
        self.made = actions.refer(
            by=self.viewer, referral=self.referred(form, person=person, conversation=self.talk)
        )

    def back(self) -> str:
        """The conversation; once it is referred, the referral."""
        return super().back() if self.made else reverse("conversation", args=[self.talk])
