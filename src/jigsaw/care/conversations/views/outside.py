"""The page behind an outside agency's link, and making and withdrawing links."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View

from jigsaw.care.conversations import actions, policies, queries
from jigsaw.care.conversations.domain.inviting import Response
from jigsaw.care.conversations.domain.states import State
from jigsaw.care.conversations.forms.outside import AnswerOutsideForm, BringOutsideForm, InviteOutsideForm
from jigsaw.care.conversations.models import OutsideInvitation
from jigsaw.care.conversations.presenters.outside import LinkPage, outside_page
from jigsaw.care.conversations.views.asking import InConversation
from jigsaw.care.conversations.views.naming import record_named
from jigsaw.foundation.access.domain import Decision
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.core.wall import BY_LINK, reading_for
from jigsaw.foundation.design.pages import Shell, shell_for, show

_NOT_ACCEPTED = 422


def _viewer(link: OutsideInvitation) -> Viewer:
    name = f"{link.agency_name}, by a link"
    return Viewer(key=None, name=name, agency="", agency_name=link.agency_name, team="", role="outside")


@method_decorator(login_not_required, name="dispatch")
class Outside(View):
    """What one outside agency is asked, what it answers and brings. A link that opens nothing answers 404."""

    @reading_for(BY_LINK)
    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The page."""
        return self._show(request, self._open(token))

    @reading_for(BY_LINK)
    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """The answer, or what it brings."""
        link = self._open(token)
        answers = request.POST.get("what") == "answer"
        form: Any = AnswerOutsideForm(request.POST) if answers else BringOutsideForm(request.POST)
        if not form.is_valid():
            return self._show(request, link, form, _NOT_ACCEPTED)
        told = form.cleaned_data
        if answers:
            told["response"] = Response(told["response"])
            actions.answer_outside(by=_viewer(link), token=token, **told)
        else:
            actions.bring_outside(by=_viewer(link), token=token, **told)
        return redirect("outside", token=token)

    def _open(self, token: str) -> OutsideInvitation:
        found = queries.outside_link(self._nobody(), token)
        return actions.open_outside(by=_viewer(found), token=token)

    def _nobody(self) -> Viewer:
        return Viewer(key=None, name="A link", agency="", agency_name="", team="", role="outside")

    def _show(
        self, request: HttpRequest, link: OutsideInvitation, typed: Any = None, status: int = 200
    ) -> HttpResponse:
        if link.tells_whom:
            # Whoever made the link chose to name them: no rule of sharing holds for an agency outside the agreement.
            record_named(_viewer(link), link.conversation.about, link.basis, str(link.conversation_id))
        may_answer = link.conversation.state == State.CALLED
        answering = typed if isinstance(typed, AnswerOutsideForm) else AnswerOutsideForm(auto_id="answer_%s")
        bringing = typed if isinstance(typed, BringOutsideForm) else BringOutsideForm(auto_id="bring_%s")
        shell = shell_for(request, Shell(title="You are asked to a conversation"))
        page = outside_page(shell, link, answering if may_answer else None, bringing)
        return show(request, "conversations/outside.jinja", page, status)


class InviteOutside(InConversation):
    """A link for an agency outside the agreement."""

    title = "Invite an agency outside the agreement"
    button = "Make the link"

    def may(self) -> Decision:
        """Only the chair."""
        return policies.can_invite_outside(self.viewer, self.row)

    def form(self, typed: Any) -> InviteOutsideForm:
        """Whom, why, for how long."""
        return InviteOutsideForm(typed)

    def post(self, request: HttpRequest, **names: Any) -> HttpResponse:
        """Make the link, and show it once."""
        self.check()
        form = self.form(request.POST)
        if not form.is_valid():
            return self.answer(form, _NOT_ACCEPTED)
        told = form.cleaned_data
        told["days"] = int(told["days"])
        link, token = actions.invite_outside(by=self.viewer, conversation=self.key, **told)
        address = request.build_absolute_uri(reverse("outside", args=[token]))
        shell = looking(request).shell(
            "The link", section="conversations", back=(self.href, "Back to the conversation")
        )
        page = LinkPage(shell, link.agency_name, address, link.expires_at)
        return show(request, "conversations/link.jinja", page)

    def notes(self) -> tuple[str, ...]:
        """What the link shows."""
        return (
            "The link shows who asks, when it meets and what you choose below; never the story.",
            "It never shows what others bring. It is for one agency, opens for a time, and can be withdrawn.",
        )


class WithdrawOutside(InConversation):
    """The link opens nothing from now on."""

    title = "Withdraw the link"
    button = "Withdraw the link"

    def may(self) -> Decision:
        """Only the chair."""
        return policies.can_invite_outside(self.viewer, self.row)

    def form(self, typed: Any) -> Any:
        """Nothing is asked."""
        return Form(typed)

    def save(self, form: Any) -> str:
        """Withdraw it."""
        actions.withdraw_outside(by=self.viewer, link=self.kwargs["link"])
        tell_next_page(self.request, "The link opens nothing from now on.")
        return self.href + "#invited"
