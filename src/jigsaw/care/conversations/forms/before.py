"""The questions asked before a conversation is called, and which kind it is to be."""

from collections.abc import Iterable
from typing import Any

from django import forms

from jigsaw.care.conversations.domain.kinds import Kind
from jigsaw.care.conversations.domain.precheck import Answer, FirstAnswers
from jigsaw.foundation.design.fields import RadiosField

YES_NO_NOT_KNOWN = [(Answer.YES, "Yes"), (Answer.NO, "No"), (Answer.NOT_KNOWN, "Not known")]


class PrecheckForm(forms.Form):
    """Is anybody in immediate danger, and the three parts of the section 42 test."""

    immediate_danger = RadiosField(
        "Is anybody in immediate danger?",
        choices=YES_NO_NOT_KNOWN[:2],
        missing="Select yes if anybody is in immediate danger",
    )
    needs_care = RadiosField(
        "Does the adult have needs for care and support?",
        hint="Whether or not anybody meets those needs.",
        choices=YES_NO_NOT_KNOWN,
        missing="Select whether the adult has needs for care and support",
    )
    at_risk_of_abuse = RadiosField(
        "Are they experiencing abuse or neglect, or at risk of it?",
        hint="Abuse may be by somebody they call a friend. Self-neglect counts.",
        choices=YES_NO_NOT_KNOWN,
        missing="Select whether they are experiencing, or at risk of, abuse or neglect",
    )
    cannot_protect = RadiosField(
        "Because of those needs, are they unable to protect themselves?",
        choices=YES_NO_NOT_KNOWN,
        missing="Select whether they are unable to protect themselves",
    )

    def test(self) -> FirstAnswers:
        """The answers as the domain knows them."""
        names = ("immediate_danger", "needs_care", "at_risk_of_abuse", "cannot_protect")
        return FirstAnswers(*(Answer(self.cleaned_data[name]) for name in names))


class KindForm(forms.Form):
    """Which kind of conversation."""

    kind = RadiosField(
        "What kind of conversation is it?", missing="Select a kind of conversation", choices=[]
    )

    def __init__(self, *args: Any, kinds: Iterable[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["kind"]
        offered = list(kinds)
        asked.choices = [(kind.key, kind.name) for kind in offered]
        asked.hints = {kind.key: kind.what_for for kind in offered}
        if len(offered) == 1:
            self.initial["kind"] = offered[0].key
