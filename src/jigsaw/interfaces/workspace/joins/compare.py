"""One pair side by side, and the decision: by a button, or by one key."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jigsaw.care.conversations.derivation import open_about
from jigsaw.care.linkage import queries as linkage
from jigsaw.care.linkage.queries import DecidedJoin, JoinSeen
from jigsaw.care.stewardship import actions, queries
from jigsaw.care.stewardship.domain.stakes import Held
from jigsaw.care.stewardship.domain.whys import Answer
from jigsaw.care.stewardship.queries import Between
from jigsaw.foundation.access.web import Looking, looking, tell_next_page
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.design.parts import Fact
from jigsaw.interfaces import stewarding
from jigsaw.interfaces.workspace.joins.beside import beside
from jigsaw.interfaces.workspace.joins.common import SECTION, sentence_case, tell_look
from jigsaw.interfaces.workspace.joins.forms import JoinForm
from jigsaw.interfaces.workspace.joins.pages import JoinPage
from jigsaw.interfaces.workspace.joins.queue import next_address

TITLE = "Are these the same person?"
DECIDED = {
    Answer.SAME: "Decided: the same person. Stories and reasons have been worked out again.",
    Answer.APART: "Decided: two people. Stories and reasons have been worked out again.",
    Answer.LATER: "Left for later. It comes back to you tomorrow; others may decide it before.",
}


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, left: UUID, right: UUID) -> HttpResponse:
    """One pair: why a person is asked, what would follow, and the decision. After it comes the next pair."""
    look = looking(request)
    asked = queries.look_asked_about(viewer=look.viewer, left=left, right=right)
    if asked is not None:
        return redirect("look_again", key=asked)
    seen = linkage.join(viewer=look.viewer, left=left, right=right)
    found = queries.between(viewer=look.viewer, left=left, right=right)
    form = JoinForm(request.POST or None, has_others=found.has_others)
    if form.is_valid():
        answer = Answer(form.cleaned_data["answer"])
        _act_on(look.viewer, seen, answer, form)
        tell_next_page(request, DECIDED[answer])
        return redirect(next_address(look.viewer))
    tell_look(look.viewer, [left, right])
    return show(request, "workspace/joins/join.jinja", _page(look, form, seen, found))


def _act_on(viewer: Viewer, seen: JoinSeen, answer: Answer, form: JoinForm) -> None:
    if answer is Answer.LATER:
        actions.leave_for_later(by=viewer, left=seen.left.record, right=seen.right.record)
    else:
        stewarding.decide(
            by=viewer,
            left=seen.left.record,
            right=seen.right.record,
            same=answer is Answer.SAME,
            why=form.cleaned_data["kept"],
            only_these=form.cleaned_data["only_these"],
        )


def _page(look: Looking, form: JoinForm, seen: JoinSeen, found: Between) -> JoinPage:
    viewer, left, right = look.viewer, seen.left, seen.right
    asked = f"{left.holder.key}/{left.local_id}", f"{right.holder.key}/{right.local_id}"
    return JoinPage(
        shell=look.shell(TITLE, section=SECTION, back=(reverse("joins"), "Back to joins")),
        form=form,
        beside=beside(viewer, seen, found=found),
        why=sentence_case(seen.why),
        stands="They are joined now." if seen.are_joined else "They are apart now.",
        holds=holds(found),
        follows=_follows(viewer, seen),
        decisions=tuple(decision_fact(one) for one in seen.decisions),
        why_href=f"{reverse('why_apart')}?one={left.record}&other={right.record}",
        may_leave=asked[0] != asked[1] and not seen.are_joined,
    )


def holds(found: Between) -> str:
    """For how many pairs of records an answer holds, in words; nothing where there is only the one compared."""
    waiting, answered = len(found.waiting), len(found.answered)
    if waiting < 2:
        return ""
    start = f"Between these two people {waiting} pairs of records wait. "
    if answered == waiting:
        return f"{start}You are asked once: your answer holds for all of them."
    if answered < 2:
        return f"{start}Your answer holds for this pair alone: the other records say something else."
    return (
        f"{start}Your answer holds for {answered} of them. The others have a record that says something else, which "
        "may be another person’s: they are asked about by themselves."
    )


def decision_fact(one: DecidedJoin) -> Fact:
    """A decision as a line of a summary."""
    said = "The same person" if one.same else "Two people"
    undone = " (undone since)" if one.is_undone else ""
    return Fact(f"{said}{undone}: {one.by}, {Moment(one.at).text()}", one.why)


def _follows(viewer: Viewer, seen: JoinSeen) -> tuple[str, ...]:
    found = queries.stakes_of(viewer=viewer, left=seen.left.record, right=seen.right.record, talks=open_about)
    return (*found.sentences, *(() if seen.are_joined else where_they_live(found.left, found.right)))


def where_they_live(one: Held, other: Held) -> tuple[str, ...]:
    """Whether agencies give the two a home in common at present; nothing where they do not say of both."""
    if not one.homes or not other.homes:
        return ()
    if one.homes & other.homes:
        return ("Agencies say that both live at one home now",)
    return ("Agencies say that the two live at different homes now",)
