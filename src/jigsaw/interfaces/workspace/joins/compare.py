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
from jigsaw.care.stewardship.domain.stakes import counted
from jigsaw.care.stewardship.domain.whys import Answer
from jigsaw.foundation.access.web import Looking, looking, tell_next_page
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.design.parts import Fact
from jigsaw.interfaces import stewarding
from jigsaw.interfaces.workspace.joins.beside import beside
from jigsaw.interfaces.workspace.joins.common import SECTION, sentence_case, tell_look
from jigsaw.interfaces.workspace.joins.forms import AnswerForm
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
    seen = linkage.join(viewer=look.viewer, left=left, right=right)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        answer = Answer(form.cleaned_data["answer"])
        _act_on(look.viewer, seen, answer, form.cleaned_data["kept"])
        tell_next_page(request, DECIDED[answer])
        return redirect(next_address(look.viewer))
    tell_look(look.viewer, [left, right])
    return show(request, "workspace/joins/join.jinja", _page(look, form, seen))


def _act_on(viewer: Viewer, seen: JoinSeen, answer: Answer, why: str) -> None:
    if answer is Answer.LATER:
        actions.leave_for_later(by=viewer, left=seen.left.record, right=seen.right.record)
    else:
        stewarding.decide(
            by=viewer, left=seen.left.record, right=seen.right.record, same=answer is Answer.SAME, why=why
        )


def _page(look: Looking, form: AnswerForm, seen: JoinSeen) -> JoinPage:
    viewer, left, right = look.viewer, seen.left, seen.right
    shown = decisions_shown(viewer, seen)
    asked = f"{left.holder.key}/{left.local_id}", f"{right.holder.key}/{right.local_id}"
    return JoinPage(
        shell=look.shell(TITLE, section=SECTION, back=(reverse("joins"), "Back to joins")),
        form=form,
        beside=beside(viewer, seen),
        why=sentence_case(seen.why),
        stands="They are joined now." if seen.are_joined else "They are apart now.",
        follows=_follows(viewer, seen),
        decisions=shown,
        why_href=f"{reverse('why_apart')}?one={left.record}&other={right.record}",
        may_leave=asked[0] != asked[1] and not seen.are_joined,
    )


def decisions_shown(viewer: Viewer, seen: JoinSeen) -> tuple[Fact, ...]:
    """What was decided before; where a second look is asked of the viewer, only that it will be shown afterwards."""
    pairs = {queries.look_for(viewer=viewer, key=key) for key, _ in queries.asked_of(viewer=viewer)}
    mine = {seen.left.record, seen.right.record}
    if any({one.left, one.right} == mine for one in pairs):
        return (Fact("A decision", "Shown once you have given your second opinion on this pair"),)
    return tuple(decision_fact(one) for one in seen.decisions)


def decision_fact(one: DecidedJoin) -> Fact:
    """A decision as a line of a summary."""
    said = "The same person" if one.same else "Two people"
    undone = " (undone since)" if one.is_undone else ""
    return Fact(f"{said}{undone}: {one.by}, {Moment(one.at).text()}", one.why)


def _follows(viewer: Viewer, seen: JoinSeen) -> tuple[str, ...]:
    found = queries.stakes_of(viewer=viewer, left=seen.left.record, right=seen.right.record, talks=open_about)
    if seen.are_joined or not (found.left.homes and found.right.homes):
        return found.sentences
    one, other = counted(found.left.homes, "home"), counted(found.right.homes, "home")
    return (*found.sentences, f"Agencies say that one side lives at {one} now, the other at {other}")
