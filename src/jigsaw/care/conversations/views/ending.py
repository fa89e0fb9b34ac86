"""Agreeing actions, settling them, holding, closing and cancelling."""

from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.functional import cached_property

from jigsaw.care.conversations import actions, policies, queries
from jigsaw.care.conversations.domain.closing import open_action_sentence
from jigsaw.care.conversations.domain.kinds import DECISIONS, PERSON_TOLD, UNDERSTANDING
from jigsaw.care.conversations.forms.ending import (
    ActionForm,
    CancelForm,
    CloseForm,
    FinishForm,
    HandOnForm,
    HoldForm,
    TakeOnForm,
    TestForm,
)
from jigsaw.care.conversations.models import Conversation, ConversationAction
from jigsaw.care.conversations.pack import kind_of
from jigsaw.care.conversations.presenters.forms import FormPage
from jigsaw.care.conversations.queries import action_of, conversation, still_open
from jigsaw.care.conversations.views.asking import InConversation
from jigsaw.care.reasons.actions import WRONG_PERSON
from jigsaw.foundation.access.domain import Decision
from jigsaw.foundation.access.queries import sharing_agencies

_WRONG_PERSON = (
    "The conversation is closed. You said that a reason was about the wrong person: see which records are joined here, "
    "and tell your records steward of any that is somebody else’s."
)


class Agree(InConversation):
    """One more action."""

    title = "Agree an action"
    button = "Add the action"
    done = "The action is added."

    def form(self, typed: Any) -> ActionForm:
        """The action."""
        told = {"agency": self.viewer.agency}
        return ActionForm(typed, initial=told, agencies=sharing_agencies(viewer=self.viewer))

    def notes(self) -> tuple[str, ...]:
        """What was written in the meeting of what to do: an action carries it out."""
        written = queries.written_under(self.viewer, self.row, DECISIONS)
        return (f"Written in the meeting: {written}",) if written else ()

    def save(self, form: ActionForm) -> str:
        """Agree it."""
        actions.agree_action(by=self.viewer, conversation=self.key, **form.cleaned_data)
        return self.back_at("actions", "agreed")


class _OnAction(InConversation):
    """A form about one action of a conversation."""

    verb = "finish"

    @cached_property
    def action(self) -> ConversationAction:
        """The action. Raises NotFound for those who take no part in its conversation."""
        return action_of(self.viewer, self.kwargs["key"])

    @cached_property
    def row(self) -> Conversation:
        """The conversation that it belongs to."""
        return conversation(self.viewer, self.action.conversation_id)

    def may(self) -> Decision:
        """Its agency, who took it on, or the chair."""
        return policies.can_settle(self.viewer, self.action, self.verb)

    def notes(self) -> tuple[str, ...]:
        """The action itself."""
        return (self.action.what, f"How we will know: {self.action.how_we_know}")


class Finish(_OnAction):
    """It is done."""

    title = "Mark an action as done"
    button = "It is done"
    done = "The action is marked as done."

    def form(self, typed: Any) -> FinishForm:
        """What was done."""
        return FinishForm(typed)

    def save(self, form: FinishForm) -> str:
        """Finish it."""
        actions.finish_action(by=self.viewer, action=self.action.pk, why=form.cleaned_data["why"])
        return self.back_at("actions", "agreed")


class HandOn(_OnAction):
    """Somebody else takes it on."""

    title = "Hand on an action"
    button = "Hand it on"
    done = "The agency is asked to take the action on, with your reason."
    verb = "hand on"

    def form(self, typed: Any) -> HandOnForm:
        """To whom, and why."""
        return HandOnForm(typed, agencies=sharing_agencies(viewer=self.viewer))

    def save(self, form: HandOnForm) -> str:
        """Hand it on."""
        actions.hand_on_action(by=self.viewer, action=self.action.pk, **form.cleaned_data)
        return self.back_at("actions", "agreed")


class AnswerForAction(_OnAction):
    """My agency is asked to take it on."""

    title = "Does your agency take this on?"
    button = "Send the answer"
    done = "Your agency’s answer is kept with the action."

    def may(self) -> Decision:
        """Only the agency that is asked."""
        return policies.can_answer_for(self.viewer, self.action)

    def form(self, typed: Any) -> TakeOnForm:
        """Yes, or no and why."""
        return TakeOnForm(typed)

    def save(self, form: TakeOnForm) -> str:
        """Take it on, or refuse it."""
        told = form.cleaned_data
        if told["answer"] == "yes":
            actions.take_on_action(by=self.viewer, action=self.action.pk, words=told["words"])
        else:
            actions.refuse_action(by=self.viewer, action=self.action.pk, why=told["words"])
        return self.back_at("actions", "agreed")


class Begin(InConversation):
    """It begins."""

    title = "Begin the conversation"
    button = "Begin"

    def may(self) -> Decision:
        """Only the chair."""
        return policies.can_take_step(self.viewer, self.row, "begin")

    def form(self, typed: Any) -> Form:
        """Nothing is asked."""
        return Form(typed)

    def save(self, form: Form) -> str:
        """Begin it."""
        actions.begin_conversation(by=self.viewer, conversation=self.key)
        return reverse("conversation_live", args=[self.row.pk])

    def notes(self) -> tuple[str, ...]:
        """What beginning means."""
        return ("From now on each who is there has a turn, and everybody can write, side by side.",)


class RecordTest(InConversation):
    """What its kind asks for before anything is decided."""

    title = "Record the test before deciding"
    done = "The test is recorded, with your name and the time."

    def form(self, typed: Any) -> TestForm:
        """The questions, as answered last."""
        given = queries.answers_given(self.viewer, self.row)
        return TestForm(typed, kind=kind_of(self.row.kind), given=given)

    def save(self, form: TestForm) -> str:
        """Record the answers."""
        actions.record_test(by=self.viewer, conversation=self.key, answers=form.answers())
        return self.href

    def notes(self) -> tuple[str, ...]:
        """Why it is recorded by itself."""
        return ("It is kept by itself, before a decision: a decision rests on it, and is read beside it.",)


class Hold(InConversation):
    """It was held."""

    title = "Say that the conversation was held"
    button = "It was held"
    done = "It is kept as held. Add what each agency will do."

    def may(self) -> Decision:
        """Only the chair."""
        return policies.can_take_step(self.viewer, self.row, "hold")

    def form(self, typed: Any) -> HoldForm:
        """Who came, those who said that they would or wrote in it ticked; the shared picture as it was written."""
        invited = sorted(self.row.invitations.all(), key=lambda one: one.agency.name)
        told = {
            "came": queries.seen_to_come(self.viewer, self.row),
            "understanding": queries.written_under(self.viewer, self.row, UNDERSTANDING),
        }
        return HoldForm(typed, initial=told, agencies=[one.agency for one in invited])

    def notes(self) -> tuple[str, ...]:
        """Who must be there."""
        kind = kind_of(self.row.kind)
        words = ", ".join(each.replace("-", " ") for each in kind.must_come)
        return (
            f"This kind of conversation takes at least {kind.quorum} agencies, yours with them"
            + (f"; somebody from: {words}." if words else "."),
        )

    def save(self, form: HoldForm) -> str:
        """Hold it."""
        actions.hold_conversation(by=self.viewer, conversation=self.key, **form.cleaned_data)
        return self.href


class Close(InConversation):
    """It ends."""

    template = "conversations/close.jinja"
    title = "Close the conversation"
    button = "Close the conversation"
    done = "The conversation is closed."

    def may(self) -> Decision:
        """Only the chair, once it was held."""
        return policies.can_take_step(self.viewer, self.row, "close")

    def form(self, typed: Any) -> CloseForm:
        """The outcome, and the kind's closing questions."""
        rows = list(self.row.reasons.order_by("pk").values_list("reason_id", "sentence"))
        told = {f"question_{PERSON_TOLD}": queries.telling_in_words(self.viewer, self.row)}
        return CloseForm(typed, initial=told, kind=kind_of(self.row.kind), reasons=rows)

    def save(self, form: CloseForm) -> str:
        """Close it; where a reason was about the wrong person, go on to how their records were joined."""
        told, were = form.cleaned_data, form.reasons_were()
        actions.close_conversation(
            by=self.viewer,
            conversation=self.key,
            outcome=told["outcome"],
            note=told["note"],
            review_on=told["review_on"],
            answers=form.answers(),
            reasons_were=were,
        )
        if WRONG_PERSON in were.values() and self.row.subject_kind != "home":
            self.done = _WRONG_PERSON
            return reverse("person_records", args=[self.row.subject])
        return self.href

    def page(self, form: CloseForm) -> FormPage:
        """The form, with the actions that are still open before it."""
        page = super().page(form)
        waiting = tuple(open_action_sentence(one) for one in still_open(self.viewer, self.row))
        title = "It cannot close yet: these actions are open"
        return FormPage(page.shell, form, page.about, page.button, (), title if waiting else "", waiting)


class Cancel(InConversation):
    """It does not take place."""

    title = "Cancel the conversation"
    button = "Cancel the conversation"
    done = "The conversation is cancelled."

    def may(self) -> Decision:
        """Only the chair, before it is held."""
        return policies.can_take_step(self.viewer, self.row, "cancel")

    def form(self, typed: Any) -> CancelForm:
        """Why."""
        return CancelForm(typed)

    def save(self, form: CancelForm) -> str:
        """Cancel it."""
        actions.cancel_conversation(by=self.viewer, conversation=self.key, why=form.cleaned_data["why"])
        return self.href

    def notes(self) -> tuple[str, ...]:
        """What cancelling means for those who wait."""
        return (
            "The reasons it was called for come back to the agencies that hold their pieces, the day after its date.",
        )
