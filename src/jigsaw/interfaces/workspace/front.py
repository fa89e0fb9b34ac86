"""The home page of a practitioner: what is new, what asks for them, what is due, what is silent."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jigsaw.care.conversations import queries as conversations
from jigsaw.care.conversations.queries import ActionLine as Promise
from jigsaw.care.conversations.queries import ConversationLine
from jigsaw.care.intake.freshness import feed_states
from jigsaw.care.linkage import actions as linkage
from jigsaw.care.linkage.queries import NoticeSaid, notices
from jigsaw.care.people.queries import label_of, person_label
from jigsaw.care.reasons import queries as reasons
from jigsaw.care.reasons.queries import ReasonSeen
from jigsaw.care.story.queries import NewsAbout, news
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import can
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.audit.actions import record_look
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.design.parts import Agency, Tag
from jigsaw.interfaces.workspace.cards import (
    address,
    asks_for_answer,
    conversation_card,
    reason_card,
    subjects,
)
from jigsaw.interfaces.workspace.pages import (
    ActionLine,
    ConversationCard,
    FrontPage,
    NewsLine,
    NoticeLine,
    ReasonCard,
)
from jigsaw.interfaces.workspace.sharing import sharing_links

MOST_REASONS = 8
MOST_NOTICES = 5
ON_HOME_PAGE = "On my home page: something new, or my agency is asked"


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """My people with something new, reasons that ask my agency, conversations due, our actions, silent feeds."""
    look = looking(request)
    viewer = look.viewer
    sees_people = bool(can(viewer, Act.SEE_PEOPLE))
    shell = look.shell("What needs you", section="home")
    silent = tuple(
        (Agency(feed.holder.name, feed.holder.kind), feed.name, Moment(feed.last))
        for feed in feed_states(viewer)
        if feed.is_silent and feed.last
    )
    if not sees_people or viewer.is_jigsaw:
        waits, now = sharing_links(viewer)
        page = FrontPage(shell, (), (), False, (), (), silent, False, sharing=waits, sharing_now=now)
        return show(request, "workspace/front.jinja", page)
    found = reasons.open_reasons(viewer=viewer, most=MOST_REASONS + 1)
    cards, more = _reasons(viewer, found[:MOST_REASONS]), len(found) > MOST_REASONS
    fresh, due, promised = news(viewer), conversations.due(viewer), conversations.my_actions(viewer)
    told = notices(viewer=viewer, most=MOST_NOTICES)
    waits, now = sharing_links(viewer)
    page = FrontPage(
        shell=shell,
        news=tuple(_news(one) for one in fresh),
        reasons=cards,
        more_reasons=more,
        asks=tuple(_cards(due, asks=True)),
        asked_to_do=tuple(_action(one) for one in promised if one.waits_for_us),
        conversations=tuple(_cards(due, asks=False)),
        actions=tuple(_action(one) for one in promised if not one.waits_for_us),
        silent=silent,
        may_see_people=True,
        notices=tuple(_notice(viewer, one) for one in told),
        sharing=waits,
        sharing_now=now,
    )
    named = {*(one.person.id for one in fresh), *(one.person for one in told)}
    named.update(*(one.people for one in found[:MOST_REASONS]))
    named.update(*(one.subject.people for one in due), *(one.subject.people for one in promised))
    record_look(by=viewer, subject_kind="list", subject_id="home page", why=ON_HOME_PAGE, people=named)
    return show(request, "workspace/front.jinja", page)


@require_POST
def read_notice(request: HttpRequest, key: int) -> HttpResponse:
    """The practitioner has read that somebody whom they looked at turned out to be two, or half of one."""
    linkage.note_read(by=looking(request).viewer, notice=key)
    tell_next_page(request, "Noted that you have read it.")
    return redirect("home")


def _notice(viewer: Viewer, one: NoticeSaid) -> NoticeLine:
    did = "looked at or acted on" if one.acted else "looked at"
    return NoticeLine(
        what=f"{one.what}. {one.why}",
        changed=Moment(one.changed_at),
        link=Link(_named(viewer, one.person), _person(one.person)),
        looked=Moment(one.last_at),
        words=f"You {did} them. Some of what you saw may have been about somebody else.",
        read_href=reverse("read_notice", args=[one.key]),
    )


def _named(viewer: Viewer, person: UUID) -> str:
    try:
        return person_label(viewer, person)
    except NotFound:
        return "Somebody of whom no record is left"


def _reasons(viewer: Viewer, shown: list[ReasonSeen]) -> tuple[ReasonCard, ...]:
    about = subjects(viewer, shown)
    return tuple(reason_card(one, about.get(one.subject, "")) for one in shown)


def _news(one: NewsAbout) -> NewsLine:
    latest = max((*one.changes.came, *one.changes.corrected), key=lambda entry: entry.received)
    counts = ", ".join(f"{count} from {name}" for name, count in one.changes.by_agency)
    when = "since you looked" if one.is_known else "in the last week; you have not opened this story"
    return NewsLine(
        Link(label_of(one.person), _person(one.person.id)),
        f"{one.changes.count} new piece{'' if one.changes.count == 1 else 's'} {when}: {counts}",
        f"{latest.label}, {latest.when.text()}",
        Moment(latest.received),
    )


def _person(key: UUID) -> str:
    return reverse("person", args=[key])


def _cards(due: Iterable[ConversationLine], *, asks: bool) -> Iterator[ConversationCard]:
    return (conversation_card(line, line.label) for line in due if asks_for_answer(line) == asks)


def _action(one: Promise) -> ActionLine:
    due = Moment.from_local(one.due_on, Accuracy.DAY)
    tag = Tag("Late", "due") if one.is_late else None
    if one.waits_for_us:
        tag = Tag("Asks for your yes or no", "due")
    return ActionLine(
        Link(one.what, address("conversation", one.conversation)), one.owner, due, tag, one.label
    )
