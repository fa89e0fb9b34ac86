"""What it takes to call a conversation, on one page."""

from collections.abc import Iterable, Mapping
from typing import Any

from jigsaw.care.conversations.domain.calling import Invitee, unmet
from jigsaw.care.conversations.domain.kinds import Kind, Question
from jigsaw.care.conversations.forms.before import YES_NO_NOT_KNOWN
from jigsaw.care.conversations.forms.shared import MeetingFields, PersonsViewFields
from jigsaw.foundation.design.fields import CheckboxesField, Look, RadiosField, SelectField, TextAreaField
from jigsaw.foundation.organisations.models import Agency

ASKED_BY_CALLER = "asked by the caller"
_PERSON = ("persons_words", "persons_invited", "persons_why_not")


def question_name(question: Question) -> str:
    """The field in which a kind's question is answered."""
    return f"question_{question.key}"


def question_field(question: Question) -> Look:
    """The field of one of a kind's questions."""
    if question.answer == "words":
        return TextAreaField(question.words, rows=3, max_length=2000, missing=f"Answer: {question.words}")
    return RadiosField(question.words, choices=YES_NO_NOT_KNOWN, missing=f"Answer: {question.words}")


class CallForm(MeetingFields, PersonsViewFields):
    """Purpose, why now, the kind's questions, whom to invite, the person's view, when and who leads."""

    purpose = TextAreaField("Purpose", rows=3, max_length=1000, missing="Enter the purpose")
    why_now = TextAreaField(
        "Why now?",
        hint="What has changed, and what happens if nobody talks.",
        rows=4,
        missing="Enter why now",
    )
    invited = CheckboxesField("Whom to invite", missing="Select at least one agency to invite", choices=[])
    lead = SelectField("Which agency leads?", hint="It keeps the order; it stands above nobody.", choices=[])

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        proposals: Iterable[Invitee],
        agencies: Mapping[str, Agency],
        caller: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.becauses = {one.agency: one for one in proposals}
        self.questions = kind.asked_when("calling")
        fields: Any = self.fields
        for question in self.questions:
            fields[question_name(question)] = question_field(question)
        self._offer_agencies(agencies, caller)
        # As on the page, so that the errors at its top come in the order of the questions.
        self.order_fields(
            [*map(question_name, self.questions), "purpose", "why_now", "invited", "lead", *_PERSON]
        )

    def _offer_agencies(self, agencies: Mapping[str, Agency], caller: str) -> None:
        others = sorted(agencies.values(), key=lambda one: (one.key not in self.becauses, one.name))
        invited: Any = self.fields["invited"]
        invited.choices = [(one.key, one.name) for one in others if one.key != caller]
        invited.hints = {one.key: self._hint(one) for one in others}
        invited.required = self.kind.needs_others
        self.initial.setdefault("invited", list(self.becauses))
        lead: Any = self.fields["lead"]
        lead.choices = [(one.key, one.name) for one in sorted(agencies.values(), key=lambda one: one.name)]
        self.initial.setdefault("lead", caller)

    def _hint(self, agency: Agency) -> str:
        if agency.key in self.becauses:
            because = self.becauses[agency.key].because
            return because[:1].upper() + because[1:]
        usual = " Usually asked to this kind of conversation." if agency.kind in self.kind.ask else ""
        return f"Holds no piece that you can see.{usual}"

    def clean(self) -> dict[str, Any]:
        """The kind's own test: an answer with which it does not apply says what to do instead."""
        cleaned = super().clean()
        stops = unmet(self.kind, self.answers())
        for question in self.questions:
            name = question_name(question)
            if question.key in stops and name in cleaned:
                self.add_error(name, stops[question.key])
        return cleaned

    def leads_to(self) -> tuple[str, ...]:
        """The kinds to call instead, for the answers with which this kind does not apply."""
        if not self.is_bound:
            return ()
        stops = unmet(self.kind, self.answers())
        found = [one.leads_to for one in self.questions if one.leads_to and one.key in stops]
        return tuple(dict.fromkeys(found)) if self.answers().keys() & stops.keys() else ()

    def answers(self) -> dict[str, str]:
        """The answers to the kind's questions, by key."""
        given = {one.key: self.cleaned_data.get(question_name(one), "") for one in self.questions}
        return {key: str(answer) for key, answer in given.items()}

    def invitees(self) -> tuple[Invitee, ...]:
        """The agencies chosen, each with its because."""
        chosen = self.cleaned_data["invited"]
        return tuple(self.becauses.get(key, Invitee(key, (ASKED_BY_CALLER,))) for key in chosen)
