"""Pairs of source records that wait for a person to decide: the list, one pair side by side, and the
decision.
"""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from jigsaw.care.intake.domain.entries import RecordSaid
from jigsaw.care.linkage import queries
from jigsaw.care.linkage.queries import DecidedJoin, JoinSeen, WaitingJoin
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.audit.actions import record_look
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design import fields
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell, show
from jigsaw.foundation.design.parts import Fact, Tag
from jigsaw.interfaces.feeds.steps import decide_join

AT_ONCE = 50
LABELS = {
    "given_names": "Given names",
    "family_name": "Family name",
    "known_as": "Known as",
    "birth_date": "Birth date",
    "nhs_number": "NHS number",
    "gender": "Gender",
    "address": "Address",
    "telephone": "Telephone",
    "email": "Email",
    "died_on": "Died on",
}
_SPEAKS = {
    "for": Tag("Speaks for", "done"),
    "against": Tag("Speaks against", "due"),
    "neither": Tag("Says little", "plain"),
}
_SAME, _APART = "same", "apart"


class DecideForm(forms.Form):
    """The same person, or not, and what decided it."""

    same = fields.RadiosField(
        "Are these two records the same person?",
        choices=[(_SAME, "Yes, the same person"), (_APART, "No, two people")],
        missing="Select whether they are the same person",
    )
    why = fields.TextAreaField(
        "What decided it?",
        hint="For example: the agency confirmed by telephone. It is kept for ever beside the decision.",
        missing="Enter what decided it",
    )


@dataclass(frozen=True)
class JoinsPage:
    """The pairs that wait, and how many there are in all."""

    shell: Shell
    rows: tuple[tuple[object, ...], ...]
    total: int


@dataclass(frozen=True)
class JoinPage:
    """One pair side by side, what each comparison says, what was decided, and the form."""

    shell: Shell
    form: forms.Form
    why: str
    are_joined: bool
    heads: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    steps: tuple[tuple[object, ...], ...]
    decisions: tuple[Fact, ...]


@require_GET
def joins(request: HttpRequest) -> HttpResponse:
    """The pairs that wait for a decision."""
    look = looking(request)
    found = queries.waiting(viewer=look.viewer, most=AT_ONCE)
    total = queries.how_many_wait(viewer=look.viewer)
    _record(look.viewer, [one.left.record for one in found])
    shell = look.shell("Joins to decide", section="joins")
    return show(request, "workspace/joins.jinja", JoinsPage(shell, tuple(_line(one) for one in found), total))


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, left: UUID, right: UUID) -> HttpResponse:
    """One pair: why a person is asked, and the decision."""
    look = looking(request)
    seen = queries.join(viewer=look.viewer, left=left, right=right)
    form = DecideForm(request.POST or None)
    if form.is_valid():
        same = form.cleaned_data["same"] == _SAME
        decide_join(by=look.viewer, left=left, right=right, same=same, why=form.cleaned_data["why"])
        tell_next_page(request, "Decided. Stories and reasons have been worked out again.")
        return redirect("joins")
    _record(look.viewer, [left, right])
    shell = look.shell("Are these the same person?", section="joins", back=("/joins", "Back to joins"))
    return show(request, "workspace/join.jinja", _page(shell, form, seen))


def _record(viewer: Viewer, records: list[UUID]) -> None:
    detail = {"records": [str(one) for one in records]}
    record_look(
        by=viewer,
        subject_kind="links",
        subject_id="",
        why="Deciding joins",
        act="looked at joins",
        detail=detail,
    )


def _line(one: WaitingJoin) -> tuple[object, ...]:
    href = f"/joins/{one.left.record}/{one.right.record}"
    return (
        Link("Compare", href, detail=f"{_name(one.left)} and {_name(one.right)}"),
        _known(one.left),
        _known(one.right),
        one.why,
    )


def _known(said: RecordSaid) -> str:
    return f"{_name(said)}, {said.holder.name}"


def _name(said: RecordSaid) -> str:
    names = (said.particulars.get("given_names", ""), said.particulars.get("family_name", ""))
    return " ".join(filter(None, names)) or f"Record {said.local_id}"


def _page(shell: Shell, form: forms.Form, seen: JoinSeen) -> JoinPage:
    return JoinPage(
        shell=shell,
        form=form,
        why=seen.why,
        are_joined=seen.are_joined,
        heads=(
            "Particular",
            f"{seen.left.holder.name}, {seen.left.local_id}",
            f"{seen.right.holder.name}, {seen.right.local_id}",
            "Compared",
        ),
        rows=tuple(_compared(name, words, seen) for name, words in LABELS.items()),
        steps=tuple((one.words, _SPEAKS[one.speaks]) for one in seen.steps),
        decisions=tuple(_decision(one) for one in seen.decisions),
    )


def _compared(name: str, words: str, seen: JoinSeen) -> tuple[object, ...]:
    left, right = (one.particulars.get(name, "") for one in (seen.left, seen.right))
    differ = bool(left and right) and left.casefold() != right.casefold()
    return (
        words,
        left,
        right,
        Tag("Differs", "due") if differ else Tag("Same", "done") if left and right else "–",
    )


def _decision(one: DecidedJoin) -> Fact:
    said = "The same person" if one.same else "Two people"
    return Fact(f"{said}: {one.by}, {Moment(one.at).text()}", one.why)
