"""Starting a review, its terms, who takes part, the family's questions."""

from typing import Any

from django import forms

from jigsaw.care.reviews.actions import Beginning, TermsWords
from jigsaw.care.reviews.domain.words import FAMILY, LAWS, Family, Kind
from jigsaw.foundation.design.fields import (
    CheckboxesField,
    DateField,
    RadiosField,
    TextAreaField,
    TextField,
)

Choices = list[tuple[str, str]]


class TermsForm(forms.Form):
    """What the review asks, how far it goes, who leads as equals, and the family."""

    purpose = TextAreaField("What do we want to learn?", missing="Enter what you want to learn")
    scope = TextAreaField(
        "How far does it go?",
        hint="Which agencies, which days, what is left out.",
        missing="Enter how far it goes",
    )
    basis = TextAreaField(
        "By what law or agreement do agencies give what they hold?",
        hint="Leave it empty for the law of this sort of review. Every page of the review shows it.",
        rows=2,
        max_length=600,
        required=False,
    )
    leads = CheckboxesField(
        "Who leads, as equals?",
        hint="People of two agencies at least. Each must agree to these terms, and to every change of them.",
        choices=[],
        missing="Select who leads",
    )
    family = RadiosField(
        "Was the family asked for its questions?",
        choices=[(key.value, words) for key, words in FAMILY.items()],
        missing="Select whether the family was asked",
    )
    family_words = TextAreaField("If they take no part: why?", rows=2, required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leads: Any = self.fields["leads"]
        leads.choices = people

    def terms(self) -> TermsWords:
        """What was typed, as the action takes it."""
        told = self.cleaned_data
        return TermsWords(
            purpose=told["purpose"],
            scope=told["scope"],
            leads=frozenset(map(int, told["leads"])),
            family=Family(told["family"]),
            family_words=told["family_words"],
            basis=told["basis"],
        )


class StartForm(TermsForm):
    """A review and its first terms."""

    kind = RadiosField(
        "What sort of review is it?",
        choices=[(key.value, law.name) for key, law in LAWS.items()],
        hints={key.value: law.source for key, law in LAWS.items()},
        missing="Select what sort it is",
    )
    title = TextField("What is it called?", hint="Name nobody: “Adult A, 2026”.", max_length=120)
    period_from = DateField("The first day that it looks at", missing="Enter the first day")
    period_to = DateField("The last day that it looks at", missing="Enter the last day")
    field_order = ("kind", "title", "period_from", "period_to")

    def begin(self, person: Any) -> Beginning:
        """What was typed, as the action takes it."""
        told = self.cleaned_data
        return Beginning(Kind(told["kind"]), told["title"], told["period_from"], told["period_to"], person)


class MemberForm(forms.Form):
    """Somebody to take part."""

    practitioner = RadiosField("Who?", choices=[], missing="Select who")

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["practitioner"]
        field.choices = people


class QuestionForm(forms.Form):
    """A question of somebody who knew the person."""

    asked_by = TextField("Who asks?", hint="As they want to be called: “his sister”.", max_length=120)
    question = TextAreaField(
        "What do they want to know?", hint="In their own words.", missing="Enter the question"
    )


class AnswerForm(forms.Form):
    """The review's answer."""

    answer = TextAreaField(
        "What do we answer?",
        hint="In plain words, to them. “It cannot be known” is an answer.",
        missing="Enter the answer",
    )


class WhyForm(forms.Form):
    """A reason."""

    why = TextAreaField("Why?", rows=2, max_length=300, missing="Enter why")
