"""Second looks: a pair for somebody who must not know what was decided; and two who differ."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from jigsaw.care.linkage import queries as linkage
from jigsaw.care.stewardship import queries
from jigsaw.care.stewardship.domain.opinions import Stage
from jigsaw.care.stewardship.domain.whys import Answer
from jigsaw.care.stewardship.queries import LookSaid, Said
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.design.parts import Fact
from jigsaw.interfaces import stewarding
from jigsaw.interfaces.workspace.joins.beside import beside
from jigsaw.interfaces.workspace.joins.common import SECTION, tabs, tell_look
from jigsaw.interfaces.workspace.joins.forms import AnswerForm, TalkForm
from jigsaw.interfaces.workspace.joins.pages import BlindPage, FormPage, LooksAgainPage

BLIND = "Another steward decided on these two records. What they decided is shown after you have answered."
THANKS = {
    Stage.AGREED: "Kept. You and the other steward agree.",
    Stage.DIFFERS: "Kept. You and the other steward differ: a third is asked, or talk to each other.",
    Stage.THIRD: "Kept. Yours was the third opinion, and it holds.",
}


@require_GET
def looks_again(request: HttpRequest) -> HttpResponse:
    """What waits for my second look, and where another steward and I differ."""
    look = looking(request)
    viewer = look.viewer
    differing = queries.to_talk(viewer=viewer)
    tell_look(viewer, [key for one in differing for key in (one.look.left, one.look.right)], "Second looks")
    page = LooksAgainPage(
        shell=look.shell("Second looks", section=SECTION),
        tabs=tabs(viewer, "looks_again"),
        asked=queries.how_many_asked(viewer=viewer),
        first_href=_next(viewer),
        differing=tuple(_line(one) for one in differing),
        share=f"{settings.JIGSAW_SECOND_LOOKS:.0%}",
    )
    return show(request, "workspace/joins/looks_again.jinja", page)


@require_http_methods(["GET", "POST"])
def look_again(request: HttpRequest, key: int) -> HttpResponse:
    """One pair, without what was decided; then the next."""
    look = looking(request)
    viewer = look.viewer
    if key not in {asked for asked, _ in queries.asked_of(viewer=viewer, most=10_000)}:
        raise NotFound("Giving a second opinion", "this pair does not ask for yours", "Go back to the list")
    pair = queries.look_for(viewer=viewer, key=key)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and form.cleaned_data["answer"] != Answer.LATER:
        same = form.cleaned_data["answer"] == Answer.SAME
        stage = stewarding.give_opinion(by=viewer, look=key, same=same, why=form.cleaned_data["kept"])
        tell_next_page(request, THANKS[stage])
        return redirect(_next(viewer) or "looks_again")
    seen = linkage.join(viewer=viewer, left=pair.left, right=pair.right)
    tell_look(viewer, [pair.left, pair.right], "A second look")
    back = (reverse("looks_again"), "Back to second looks")
    shell = look.shell("A second look: are these the same person?", section=SECTION, back=back)
    page = BlindPage(shell, form, beside(viewer, seen, is_blind=True), BLIND)
    return show(request, "workspace/joins/blind.jinja", page)


@require_http_methods(["GET", "POST"])
def talk_over(request: HttpRequest, key: int) -> HttpResponse:
    """Two stewards who differed say what they found when they talked."""
    look = looking(request)
    found = queries.look_said(viewer=look.viewer, key=key)
    form = TalkForm(request.POST or None)
    if form.is_valid():
        same = form.cleaned_data["same"] == Answer.SAME
        stewarding.note_talk(by=look.viewer, look=key, same=same, why=form.cleaned_data["why"])
        tell_next_page(request, "Kept. What you found together holds.")
        return redirect("looks_again")
    back = (reverse("looks_again"), "Back to second looks")
    page = FormPage(
        look.shell("What did you find when you talked?", section=SECTION, back=back),
        form,
        "Ring each other, look at the two records together, and ring an agency if you still differ.",
        tuple(_said(one) for one in found.said),
    )
    return show(request, "workspace/joins/talk.jinja", page)


def _next(viewer: Viewer) -> str:
    asked = queries.asked_of(viewer=viewer, most=1)
    return reverse("look_again", args=[asked[0][0]]) if asked else ""


def _line(one: LookSaid) -> tuple[object, ...]:
    pair = reverse("join", args=[one.look.left, one.look.right])
    first, second = (f"{said.by}: {_word(said)}. {said.why}" for said in one.said[:2])
    return (
        Link("We have talked", reverse("talk_over", args=[one.look.key]), detail=f"about {first}"),
        first,
        second,
        Link("See the two records", pair),
    )


def _said(one: Said) -> Fact:
    return Fact(f"{one.by}, {Moment(one.at).text()}", f"{_word(one)}. {one.why}")


def _word(said: Said) -> str:
    return "the same person" if said.same else "two people"
