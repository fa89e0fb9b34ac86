"""Before the story of a person or a home opens: may this viewer know of it, and why do they look?

A look needs a reason. It is there already when the viewer's team works with the person, when a reason or a
conversation that is theirs led here, or when they gave one earlier this working day; else a short page asks. A record
that an agency only holds is no reason.
The rules of access decide; where they ask for a review, the page stays closed and says who weighs it. Every look is
recorded with its reason and the rule that allowed it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from jigsaw.care.conversations import queries as conversations
from jigsaw.care.people import queries as people
from jigsaw.care.reasons import queries as reasons
from jigsaw.foundation.access.domain import Outcome
from jigsaw.foundation.access.policies import looking_for
from jigsaw.foundation.access.rules.request import Purpose
from jigsaw.foundation.access.standing import Look, look_at
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.audit.actions import record_act, record_look
from jigsaw.foundation.audit.queries import last_look, last_reason_given
from jigsaw.foundation.audit.showing import counting_what_is_shown
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.workspace.forms import WHYS, WhyForm
from jigsaw.interfaces.workspace.pages import HeldBackPage, WhyPage

DIRECT_CARE = {
    "person": "Direct care: my team works with this person",
    "home": "Direct care: my team works with somebody who lives here",
}
BROKE_GLASS = "Broke the glass"
HELD_BACK = "look held back"
BY_REASON = "A reason asks my agency"
BY_CONVERSATION = "A conversation that my agency takes part in"


@dataclass(frozen=True)
class Opened:
    """A look that may go on: who looks, at what, why, and when they looked before this sign-in.

    overrides: whether what they look for goes before an objection to sharing. named: whom the page names beside, which
    the page adds to.
    """

    viewer: Viewer
    kind: str
    id: UUID
    why: str
    last_look: datetime | None
    overrides: bool = False
    named: set[UUID] = field(default_factory=set)


Page = Callable[[HttpRequest, Opened], HttpResponse]


def open_person(request: HttpRequest, key: UUID, page: Page) -> HttpResponse:
    """The page of a person, after the questions above. Old ids lead on. Raises NotFound."""
    person = people.person(looking(request).viewer, key)
    return _open(request, "person", key, person.pk, person.name, page, deceased=bool(person.died_on))


def open_home(request: HttpRequest, key: UUID, page: Page) -> HttpResponse:
    """The same for a home."""
    home = people.home(looking(request).viewer, key)
    return _open(request, "home", key, home.pk, home.label, page)


def _open(
    request: HttpRequest,
    kind: str,
    asked: UUID,
    key: UUID,
    name: str,
    page: Page,
    *,
    deceased: bool = False,
) -> HttpResponse:
    if asked != key:
        return redirect(request.get_full_path().replace(str(asked), str(key), 1))
    viewer = looking(request).viewer
    given = _remembered(request, viewer, kind, key)
    led = "" if given else _led_here(request, viewer, kind, key)
    purpose = Purpose.SAFEGUARDING if given.startswith(WHYS["safeguarding"]) else Purpose.DIRECT_CARE
    look = look_at(
        viewer,
        kind,
        key,
        purpose=purpose,
        reason_given=bool(given),
        asked=led == BY_REASON,
        called=led == BY_CONVERSATION,
        deceased=deceased,
    )
    if look.decision.outcome is Outcome.REVIEW:
        return _held_back(request, viewer, kind, key, look)
    if not look.decision:
        return _ask(request, kind, key, name)
    why = f"{BROKE_GLASS}: {look.reason}" if look.glass_until else given or led or DIRECT_CARE[kind]
    overrides = purpose is Purpose.SAFEGUARDING or look.glass_until is not None
    opened = Opened(viewer, kind, key, why, _before(request, viewer, kind, key), overrides)
    with looking_for(purpose), counting_what_is_shown():
        answer = page(request, opened)
        detail = {"page": _page_name(request), "rule": look.decision.rule}
        record_look(
            by=viewer,
            subject_kind=kind,
            subject_id=key,
            why=why,
            purpose=purpose.value,
            people=opened.named - {key},
            detail=detail,
        )
    return answer


def _page_name(request: HttpRequest) -> str:
    return (request.resolver_match.url_name or "") if request.resolver_match else ""


def _held_back(request: HttpRequest, viewer: Viewer, kind: str, key: UUID, look: Look) -> HttpResponse:
    """Somebody else weighs it first; what cannot wait has a way of its own. That it was held back is kept."""
    rule, sentence = look.decision.rule, look.decision.sentence
    record_act(by=viewer, act=HELD_BACK, subject_kind=kind, subject_id=key, detail={"rule": rule})
    shell = looking(request).shell("Somebody else weighs this first", back=("/search", "Back to search"))
    glass = reverse("break_glass", args=[key]) if kind == "person" else ""
    return show(
        request,
        "workspace/held_back.jinja",
        HeldBackPage(shell, sentence, reverse("sharing"), glass),
        status=403,
    )


def _mark(kind: str, key: UUID) -> str:
    return f"{kind}:{key}"


def _remembered(request: HttpRequest, viewer: Viewer, kind: str, key: UUID) -> str:
    given = request.session.get("whys", {}).get(_mark(kind, key), "")
    since = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    given = given or last_reason_given(viewer=viewer, subject_kind=kind, subject_id=key, since=since)
    # What nobody said is asked of the rules anew: a team may have stopped working with them since.
    return "" if given in DIRECT_CARE.values() else given


def _led_here(request: HttpRequest, viewer: Viewer, kind: str, key: UUID) -> str:
    """A reason or a conversation named in the address counts only when it is about this, and asks this
    agency.
    """
    if (asked := _uuid(request.GET.get("reason", ""))) and _is_asked(viewer, kind, key, asked):
        return BY_REASON
    asked = _uuid(request.GET.get("conversation", ""))
    theirs = {line.id for line in conversations.about(viewer, kind, [key])} if asked else set()
    return BY_CONVERSATION if asked in theirs else ""


def _is_asked(viewer: Viewer, kind: str, key: UUID, asked: UUID) -> bool:
    asking = {one.id: one for one in reasons.open_reasons(viewer=viewer)}
    found = asking.get(asked)
    return bool(
        found and key in (found.subject, found.other) and (found.subject_kind == "home") == (kind == "home")
    )


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


def _before(request: HttpRequest, viewer: Viewer, kind: str, key: UUID) -> datetime | None:
    """When the viewer looked last before this sign-in, so that what is new stays new for the whole shift."""
    marks: dict[str, str] = request.session.setdefault("looked", {})
    mark = _mark(kind, key)
    if mark not in marks:
        latest = last_look(viewer=viewer, subject_kind=kind, subject_id=key)
        marks[mark] = latest.isoformat() if latest else ""
        request.session.modified = True
    return datetime.fromisoformat(marks[mark]) if marks[mark] else None


def _ask(request: HttpRequest, kind: str, key: UUID, name: str) -> HttpResponse:
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        whys = request.session.setdefault("whys", {})
        whys[_mark(kind, key)] = form.why_words()
        request.session.modified = True
        return HttpResponseRedirect(request.get_full_path())
    what = "this person" if kind == "person" else "this home"
    shell = looking(request).shell(f"Why do you need to see {what}?", back=("/search", "Back to search"))
    return show(request, "workspace/why.jinja", WhyPage(shell, form, name if kind == "home" else ""))
