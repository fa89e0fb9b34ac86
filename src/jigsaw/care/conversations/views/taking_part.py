"""Answering, contributing, disagreeing, the person's view, inviting, moving."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from jigsaw.care.conversations import actions, policies
from jigsaw.care.conversations.domain.inviting import Response
from jigsaw.care.conversations.domain.writing import standing
from jigsaw.care.conversations.forms.contributing import ContributeForm, as_typed
from jigsaw.care.conversations.forms.taking_part import (
    AnswerForm,
    DisagreeForm,
    InviteForm,
    MoveForm,
    PersonsViewForm,
)
from jigsaw.care.conversations.models import Contribution, Invitation
from jigsaw.care.conversations.views.asking import InConversation
from jigsaw.foundation.access.domain import Decision
from jigsaw.foundation.access.queries import sharing_agencies
from jigsaw.foundation.core.time import LONDON
from jigsaw.foundation.organisations.models import Agency


class Answer(InConversation):
    """My agency's answer to its invitation."""

    title = "Answer the invitation"
    button = "Send the answer"
    done = "Your agency’s answer is kept, and those who take part see it."

    @property
    def invitation(self) -> Invitation | None:
        """My agency's invitation, if it has one."""
        return next((one for one in self.row.invitations.all() if one.agency_id == self.viewer.agency), None)

    def may(self) -> Decision:
        """Only the agency invited, before it is held."""
        return policies.can_answer(self.viewer, self.row, self.invitation)

    def form(self, typed: Any) -> AnswerForm:
        """The answer, as it was given last."""
        given = self.invitation
        if given is None or given.response == Response.WAITING:
            return AnswerForm(typed)
        told = {"response": given.response, "words": given.response_words, "sends": given.sends}
        return AnswerForm(typed, initial=told)

    def save(self, form: AnswerForm) -> str:
        """Answer."""
        told = form.cleaned_data
        actions.answer_invitation(
            by=self.viewer,
            conversation=self.key,
            response=Response(told["response"]),
            words=told["words"],
            sends=told["sends"],
        )
        return self.href

    def notes(self) -> tuple[str, ...]:
        """Why my agency was asked."""
        because = self.invitation.because if self.invitation else ""
        return (
            f"Your agency is asked because it {because}." if because[:3] in {"is ", "hol", "has"} else "",
        )


class Contribute(InConversation):
    """My agency's part."""

    template = "conversations/contribute.jinja"
    title = "What your agency brings"
    button = "Save your agency’s part"
    done = "Your agency’s part is kept. Earlier versions stay in the record."

    @property
    def mine(self) -> list[Contribution]:
        """The versions of my agency's part that stand: two where two of us wrote at once."""
        return standing(one for one in self.row.contributions.all() if one.agency_id == self.viewer.agency)

    def post(self, request: HttpRequest, **names: Any) -> HttpResponse:
        """One more row keeps everything typed; anything else saves."""
        if "more" not in request.POST:
            return super().post(request, **names)
        self.check()
        typed: QueryDict = request.POST.copy()
        typed["rows"] = str(ContributeForm(typed).count + 2)
        form = ContributeForm(initial={name: typed.get(name, "") for name in typed})
        return self.answer(form)

    def form(self, typed: Any) -> ContributeForm:
        """The form, as my agency left it."""
        return ContributeForm(typed, initial=as_typed(self.mine))

    def save(self, form: ContributeForm) -> str:
        """Contribute."""
        told = form.cleaned_data
        actions.contribute(
            by=self.viewer,
            conversation=self.key,
            facts=form.facts(),
            worries=told["worries"],
            doing=told["doing"],
            person_wants=told["person_wants"],
            seen=form.seen_version(),
        )
        return self.back_at("contributions", "pieces")

    def notes(self) -> tuple[str, ...]:
        """Whether two wrote at once."""
        if len(self.mine) < 2:
            return ()
        names = " and ".join(one.by.name for one in self.mine)
        return (f"{names} wrote at the same time. Both texts stand below: make one of them, and save.",)


class Disagree(InConversation):
    """Somebody sees it differently."""

    title = "Record that somebody sees it differently"
    done = "It is kept as it was said."

    def form(self, typed: Any) -> DisagreeForm:
        """The form, with my own name."""
        return DisagreeForm(typed, initial={"name": self.viewer.name})

    def save(self, form: DisagreeForm) -> str:
        """Record it."""
        told = form.cleaned_data
        actions.disagree(by=self.viewer, conversation=self.key, name=told["name"], words=told["words"])
        return self.back_at("disagreements", "differently")


class PersonsView(InConversation):
    """What the person wants said."""

    title = "The person’s own view"
    done = "The person’s view is kept. What was recorded before stays in the record."

    def form(self, typed: Any) -> PersonsViewForm:
        """The form, as last recorded."""
        latest = max(self.row.personsviews.all(), key=lambda one: (one.at, one.pk))
        told = {
            "persons_words": latest.words,
            "persons_invited": latest.invited,
            "persons_why_not": latest.why_not,
        }
        return PersonsViewForm(typed, initial=told)

    def save(self, form: PersonsViewForm) -> str:
        """Record it."""
        actions.record_persons_view(by=self.viewer, conversation=self.key, view=form.own_view())
        return self.back_at("person", "person")


class Invite(InConversation):
    """One more agency."""

    title = "Invite another agency"
    button = "Invite"
    done = "The agency is invited."

    def form(self, typed: Any) -> InviteForm:
        """The agencies that take no part yet."""
        return InviteForm(typed, agencies=self._absent())

    def save(self, form: InviteForm) -> str:
        """Invite it."""
        told = form.cleaned_data
        actions.invite_agency(
            by=self.viewer, conversation=self.key, agency=told["agency"], because=told["because"]
        )
        return self.href + "#invited"

    def _absent(self) -> list[Agency]:
        present = {one.agency_id for one in self.row.invitations.all()} | {self.row.agency_id}
        return [one for one in sharing_agencies(viewer=self.viewer) if one.key not in present]


class Move(InConversation):
    """Another date, way or place."""

    title = "Change the date or place"
    done = "The date and place are changed, and those who take part see it."

    def may(self) -> Decision:
        """Only the chair, before it is held."""
        return policies.can_take_step(self.viewer, self.row, "hold")

    def form(self, typed: Any) -> MoveForm:
        """The meeting as it stands."""
        local = self.row.meets_at.astimezone(LONDON)
        told = {"meets_on": local.date(), "meets_time": f"{local:%H:%M}"}
        told |= {"way": self.row.meets_way, "place": self.row.meets_place}
        return MoveForm(typed, initial=told)

    def save(self, form: MoveForm) -> str:
        """Move it."""
        actions.move_conversation(by=self.viewer, conversation=self.key, meeting=form.meeting())
        return self.href
