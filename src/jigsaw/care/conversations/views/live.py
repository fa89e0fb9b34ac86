"""The meeting: one screen for all, where each writes and sees what others wrote; and risks taken on purpose."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_GET, require_POST

from jigsaw.care.conversations import actions, policies, queries
from jigsaw.care.conversations.domain.risks import Stance, Went
from jigsaw.care.conversations.forms.meeting import RiskForm, RiskReviewForm, StanceForm
from jigsaw.care.conversations.models import Conversation
from jigsaw.care.conversations.presenters.live import live_page
from jigsaw.care.conversations.views.asking import InConversation
from jigsaw.care.conversations.views.naming import named_on_page
from jigsaw.foundation.access.domain import Decision
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.design.pages import show


@require_GET
def live(request: HttpRequest, key: UUID) -> HttpResponse:
    """The screen. Asked for again every few seconds where scripts run, so the look is recorded once a sitting."""
    look = looking(request)
    row = queries.conversation(look.viewer, key)
    mark = f"live-{key}"
    if request.session.get(mark):
        about = queries.label_of(look.viewer, row.about)
    else:
        about = named_on_page(look.viewer, row.about, conversation=str(key))
        request.session[mark] = True
    back = (reverse("conversation", args=[key]), "Back to the conversation")
    shell = look.shell("The conversation, now", section="conversations", back=back)
    return show(request, "conversations/live.jinja", live_page(look.viewer, shell, row, about))


@require_POST
def write(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep a text. What answers says which version it became: only then is it kept."""
    told = request.POST
    seen = told.get("seen", "")
    kept = actions.write_note(
        by=looking(request).viewer,
        conversation=key,
        part=told.get("part", ""),
        words=told.get("words", ""),
        seen=int(seen) if seen.isdigit() else 0,
        sent=_mark(told.get("sent", "")),
    )
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"version": kept.version, "beside": kept.is_beside})
    both = "Somebody else wrote at the same time: both texts are kept, and both stand below."
    tell_next_page(request, both if kept.is_beside else "Kept.")
    return redirect(reverse("conversation_live", args=[key]) + f"#part-{told.get('part', '')}")


@require_POST
def turn(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the turn."""
    try:
        actions.give_turn(by=looking(request).viewer, conversation=key, whose=request.POST.get("whose", ""))
    except Refused as error:
        tell_next_page(request, f"Not yet: {error.hindered_by}. {error.next_step}.")
    return redirect(reverse("conversation_live", args=[key]) + "#turns")


def _mark(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


class Risk(InConversation):
    """A risk taken on purpose."""

    title = "A risk taken on purpose"
    done = "It is kept. Say now, by name, who agrees and who sees it differently."

    def form(self, typed: Any) -> RiskForm:
        """What is weighed."""
        return RiskForm(typed)

    def save(self, form: RiskForm) -> str:
        """Record it."""
        actions.take_risk(by=self.viewer, conversation=self.key, **form.cleaned_data)
        return self.back_at("risks", "risks")

    def notes(self) -> tuple[str, ...]:
        """Why it is written down."""
        weighed = (
            "A choice that is weighed with the person, benefits beside harms, can be defended whatever comes."
        )
        return (f"Living has risks in it. {weighed}",)


class _OnRisk(InConversation):
    @cached_property
    def row(self) -> Conversation:
        """The conversation that it belongs to."""
        return queries.conversation_of_risk(self.viewer, self.kwargs["risk"])


class TakeStance(_OnRisk):
    """Somebody, by name, agrees or does not."""

    title = "Who agrees, by name"
    done = "It is kept as it was said."

    def form(self, typed: Any) -> StanceForm:
        """By name, with my own."""
        return StanceForm(typed, initial={"name": self.viewer.name})

    def save(self, form: StanceForm) -> str:
        """Record it."""
        told = form.cleaned_data | {"stance": Stance(form.cleaned_data["stance"])}
        actions.say_stance(by=self.viewer, risk=self.kwargs["risk"], **told)
        return self.back_at("risks", "risks")


class ReviewRisk(_OnRisk):
    """What came of it."""

    title = "Look at a risk again"
    done = "What came of it is kept."

    def may(self) -> Decision:
        """Whoever takes part, also once it is closed."""
        return policies.can_look_back(self.viewer, self.row)

    def form(self, typed: Any) -> RiskReviewForm:
        """What happened and what was learned."""
        return RiskReviewForm(typed)

    def save(self, form: RiskReviewForm) -> str:
        """Record it."""
        told = form.cleaned_data | {"went": Went(form.cleaned_data["went"])}
        actions.review_risk(by=self.viewer, risk=self.kwargs["risk"], **told)
        return self.back_at("risks", "risks")
