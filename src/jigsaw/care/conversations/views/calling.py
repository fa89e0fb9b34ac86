"""From a reason, a person, a home or nothing to a conversation that is called, in three short pages."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_GET

from jigsaw.care.conversations.actions import call_conversation, record_precheck
from jigsaw.care.conversations.domain import calling
from jigsaw.care.conversations.domain.calling import Subject
from jigsaw.care.conversations.domain.kinds import Kind
from jigsaw.care.conversations.domain.precheck import Answer, Pointer, offered
from jigsaw.care.conversations.forms.before import KindForm, PrecheckForm
from jigsaw.care.conversations.forms.calling import CallForm
from jigsaw.care.conversations.models import Precheck
from jigsaw.care.conversations.pack import kind_of, kinds
from jigsaw.care.conversations.presenters.forms import (
    CallPage,
    FirstPage,
    FormPage,
    WhomPage,
    council_rings,
    emergency_rings,
    opened_page,
)
from jigsaw.care.conversations.queries import label_of, open_about, precheck, proposed_invitees
from jigsaw.care.conversations.views.asked_about import reason_asked, subject_asked
from jigsaw.care.conversations.views.asking import Asking
from jigsaw.care.conversations.views.naming import CALLING, named_on_page
from jigsaw.care.reasons.queries import reason
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check, check_may_know_of_people
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell, show
from jigsaw.foundation.organisations.queries import agencies_by_key

_SECTION = "conversations"


def _check_may_call(viewer: Viewer) -> None:
    check_may_know_of_people(viewer)
    check(viewer, Act.CALL_CONVERSATION)


class Before(Asking):
    """Whom is it about; is one open already; is anybody in danger; is the test of section 42 met?"""

    template = "conversations/before.jinja"
    title = "Before you call a conversation"
    button = "Continue"

    def dispatch(self, request: HttpRequest, *args: Any, **names: Any) -> Any:
        """With nobody named, ask whom; with one open already, offer to join it."""
        _check_may_call(self.viewer)
        if self.subject is None:
            return self._ask_whom()
        if found := open_about(self.viewer, self.subject):
            join = reverse("conversation", args=[found.id]) if found.id else ""
            about = named_on_page(self.viewer, self.subject, CALLING)
            shell = looking(request).shell("A conversation is already open", section=_SECTION)
            return show(request, "conversations/opened.jinja", opened_page(shell, about, found, join))
        return super().dispatch(request, *args, **names)

    @cached_property
    def subject(self) -> Subject | None:
        """Whom or what it is about, from the address."""
        return subject_asked(self.viewer, self.request.GET)

    def check(self) -> None:
        """Checked in `dispatch`, before anybody is named."""

    def form(self, typed: Any) -> PrecheckForm:
        """The questions; nothing is answered beforehand."""
        return PrecheckForm(typed)

    def save(self, form: PrecheckForm) -> str:
        """Keep the answers, and go where they point."""
        assert self.subject  # noqa: S101 (dispatch asks whom first)
        key = reason_asked(self.request.GET)
        made = record_precheck(by=self.viewer, subject=self.subject, test=form.test(), reason_id=key)
        name = "conversation_kind" if made.pointed_to == Pointer.NOWHERE else "conversation_first"
        return reverse(name, args=[made.pk])

    def page(self, form: PrecheckForm) -> FormPage:
        """The form with whom it is about."""
        assert self.subject  # noqa: S101 (dispatch asks whom first)
        shell = looking(self.request).shell(self.title, section=_SECTION)
        return FormPage(shell, form, named_on_page(self.viewer, self.subject, CALLING), self.button)

    def _ask_whom(self) -> HttpResponse:
        shell = looking(self.request).shell("Call a conversation", section=_SECTION)
        return show(self.request, "conversations/whom.jinja", WhomPage(shell))


@require_GET
def first(request: HttpRequest, precheck: UUID) -> HttpResponse:
    """Where to go before calling, and then a way on."""
    look = looking(request)
    _check_may_call(look.viewer)
    row = _precheck(look.viewer, precheck)
    is_danger = row.test.immediate_danger is Answer.YES
    title = "Get help first" if is_danger else "Raise a safeguarding concern first"
    page = FirstPage(
        shell=look.shell(title, section=_SECTION),
        about=named_on_page(look.viewer, row.about, CALLING),
        is_danger=is_danger,
        is_section_42=row.test.meets_section_42,
        emergency=emergency_rings(look.viewer),
        council=council_rings(look.viewer),
        onward=Link("Go on to call the conversation", reverse("conversation_kind", args=[row.pk])),
    )
    return show(request, "conversations/first.jinja", page)


def _precheck(viewer: Viewer, key: UUID) -> Precheck:
    return precheck(viewer, key)


class _AfterFirst(Asking):
    """A page after the first questions."""

    @cached_property
    def row(self) -> Precheck:
        """The answers. Raises NotFound for anybody but who gave them."""
        return _precheck(self.viewer, self.kwargs["precheck"])

    def check(self) -> None:
        """Only who may call, with their own answers."""
        _check_may_call(self.viewer)
        label_of(self.viewer, self.row.about)

    def shell(self, title: str, back: str) -> Shell:
        """The shell of the page, with a way back to the page before."""
        return looking(self.request).shell(title, section=_SECTION, back=(back, "Back"))


class ChooseKind(_AfterFirst):
    """Which kind of conversation."""

    title = "Kind of conversation"
    button = "Continue"

    def form(self, typed: Any) -> KindForm:
        """The kinds that the answers leave open."""
        return KindForm(typed, kinds=offered(kinds().values(), self.row.test))

    def save(self, form: KindForm) -> str:
        """On to the details."""
        return reverse("conversation_details", args=[self.row.pk, form.cleaned_data["kind"]])

    def page(self, form: KindForm) -> FormPage:
        """The form with whom it is about."""
        about = named_on_page(self.viewer, self.row.about, CALLING)
        return FormPage(self.shell(self.title, self._start()), form, about, self.button)

    def _start(self) -> str:
        asked = (
            ("reason", self.row.reason_id)
            if self.row.reason_id
            else (self.row.subject_kind, self.row.subject)
        )
        return reverse("call_conversation") + "?{}={}".format(*asked)


class Call(_AfterFirst):
    """Purpose, why now, whom to invite, the person's view, when and who leads: and it is called."""

    template = "conversations/call.jinja"
    done = "The conversation is called, and the agencies are invited."

    def dispatch(self, request: HttpRequest, *args: Any, **names: Any) -> Any:
        """Answers that were used already lead to the conversation that came of them."""
        used = getattr(self.row, "conversation", None)
        return redirect("conversation", key=used.pk) if used else super().dispatch(request, *args, **names)

    @cached_property
    def kind(self) -> Kind:
        """The kind chosen. Raises NotFound."""
        return kind_of(self.kwargs["kind"])

    @cached_property
    def sentence(self) -> str:
        """The sentence of the reason that it is begun from; empty when from none."""
        key = self.row.reason_id
        return reason(viewer=self.viewer, reason_id=key).sentence if key else ""

    def form(self, typed: Any) -> CallForm:
        """The details, with purpose, why now and invitees proposed."""
        return CallForm(
            typed,
            initial={"purpose": self.kind.purpose, "why_now": self.sentence},
            kind=self.kind,
            proposals=proposed_invitees(self.viewer, self.row.about, self.row.reason_id),
            agencies=agencies_by_key(viewer=self.viewer),
            caller=self.viewer.agency,
        )

    def save(self, form: CallForm) -> str:
        """Call it."""
        told = form.cleaned_data
        call = calling.Call(
            subject=self.row.about,
            kind=self.kind.key,
            purpose=told["purpose"],
            why_now=told["why_now"],
            own_view=form.own_view(),
            meeting=form.meeting(),
            lead_agency=told["lead"],
            invitees=form.invitees(),
            precheck=self.row.pk,
            reasons=(self.row.reason_id,) if self.row.reason_id else (),
            answers=form.answers(),
        )
        return reverse("conversation", args=[call_conversation(by=self.viewer, call=call).pk])

    def page(self, form: CallForm) -> CallPage:
        """The form with its kind, whom it is about and the reason."""
        about = named_on_page(self.viewer, self.row.about, CALLING)
        back = reverse("conversation_kind", args=[self.row.pk])
        shell = self.shell(f"Call: {self.kind.name}", back)
        instead = tuple(
            Link(
                f"Call this instead: {kind_of(key).name}",
                reverse("conversation_details", args=[self.row.pk, key]),
            )
            for key in form.leads_to()
        )
        return CallPage(shell, form, about, self.kind.name, self.kind.what_for, self.sentence, instead)
