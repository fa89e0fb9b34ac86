"""The person's own part, and looking back."""

from typing import Any

from django.urls import reverse

from jigsaw.care.conversations import actions, policies, queries
from jigsaw.care.conversations.domain.looking_back import Useful
from jigsaw.care.conversations.domain.telling import Channel, TakesPart
from jigsaw.care.conversations.forms.person import (
    AskPersonForm,
    LookBackForm,
    ReviewUntoldForm,
    TellPersonForm,
)
from jigsaw.care.conversations.presenters.looking_back import look_back_page
from jigsaw.care.conversations.views.asking import InConversation
from jigsaw.foundation.access.domain import Decision


class AskPerson(InConversation):
    """Whether and how the person takes part."""

    title = "How the person takes part"
    done = "It is kept. What was recorded before stays in the record."

    def form(self, typed: Any) -> AskPersonForm:
        """The form, as last recorded."""
        last = queries.how_person_takes_part(self.viewer, self.row)
        names = ("takes_part", "supporter", "needs", "safe_way", "not_asked_because")
        return AskPersonForm(typed, initial={name: getattr(last, name) for name in names} if last else {})

    def save(self, form: AskPersonForm) -> str:
        """Record it."""
        told = form.cleaned_data | {"takes_part": TakesPart(form.cleaned_data["takes_part"])}
        actions.ask_person(by=self.viewer, conversation=self.key, **told)
        return self.href + "#person"


class TellPerson(InConversation):
    """What the person is told."""

    title = "Tell the person what was decided"
    done = "It is kept what the person was told."

    def may(self) -> Decision:
        """Whoever takes part, once it was held."""
        return policies.can_look_back(self.viewer, self.row)

    def form(self, typed: Any) -> TellPersonForm:
        """The letter, drafted from what was decided."""
        return TellPersonForm(typed, initial={"letter": queries.letter_for_person(self.viewer, self.row)})

    def save(self, form: TellPersonForm) -> str:
        """Record it."""
        told = form.cleaned_data
        if told["was_told"] == "yes":
            names = ("letter", "safe_because", "given_by", "given_on")
            actions.tell_person(
                by=self.viewer,
                conversation=self.key,
                channel=Channel(told["channel"]),
                **{name: told[name] for name in names},
            )
        else:
            why, again = told["why_not"], told["review_on"]
            actions.leave_untold(by=self.viewer, conversation=self.key, why_not=why, review_on=again)
        return self.href + "#person"

    def notes(self) -> tuple[str, ...]:
        """How they said that it is safe to reach them."""
        asked = queries.how_person_takes_part(self.viewer, self.row)
        safe = asked.safe_way if asked else ""
        return (
            f"How they say it is safe to reach them: {safe}"
            if safe
            else "Nobody has asked them how it is safe to reach them.",
            "Jigsaw sends it to nobody. Print it from the conversation’s page, hand it over, and say here how.",
        )


class ReviewUntold(InConversation):
    """Somebody else looks again at why the person is not told."""

    title = "Is it still right that the person is not told?"
    done = "It is kept what you found."

    def may(self) -> Decision:
        """Whoever takes part, once it was held."""
        return policies.can_look_back(self.viewer, self.row)

    def form(self, typed: Any) -> ReviewUntoldForm:
        """The question."""
        return ReviewUntoldForm(typed)

    def save(self, form: ReviewUntoldForm) -> str:
        """Record it; who finds that they are to be told goes on to tell them."""
        told = form.cleaned_data
        still = told["still"] == "yes"
        actions.review_untold(
            by=self.viewer,
            conversation=self.key,
            still_holds=still,
            words=told["words"],
            review_on=told["review_on"],
        )
        return self.href + "#person" if still else reverse("conversation_tell_person", args=[self.key])

    def notes(self) -> tuple[str, ...]:
        """Why they are not told, and who decided it."""
        last = queries.what_person_was_told(self.viewer, self.row)
        if last is None or last.was_told:
            return ()
        return (
            f"Why not, by {last.by.name}, {last.by.agency.name}: {last.why_not}",
            "People have a right to know what was decided about them. Only a real danger is a reason to wait.",
        )


class LookBack(InConversation):
    """Was it useful, and did things change?"""

    template = "conversations/look_back.jinja"
    title = "Look back"
    done = "Thank you. What you say is kept with the conversation."

    def may(self) -> Decision:
        """Whoever takes part, once it was held."""
        return policies.can_look_back(self.viewer, self.row)

    def form(self, typed: Any) -> LookBackForm:
        """Was it useful?"""
        return LookBackForm(typed)

    def save(self, form: LookBackForm) -> str:
        """Record it."""
        told = form.cleaned_data | {"useful": Useful(form.cleaned_data["useful"])}
        actions.look_back(by=self.viewer, conversation=self.key, **told)
        return self.href + "#after"

    def page(self, form: LookBackForm) -> Any:
        """The form, beside what happened in the 90 days before and after."""
        return look_back_page(self.viewer, super().page(form), self.row)
