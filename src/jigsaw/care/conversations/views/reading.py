"""The list of conversations, and one conversation."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jigsaw.care.conversations import queries
from jigsaw.care.conversations.domain.states import State
from jigsaw.care.conversations.presenters.lists import ListPage, action_rows, ended_rows, open_rows
from jigsaw.care.conversations.presenters.whole import conversation_page
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import can
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.audit.actions import record_look
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.pages import show


@require_GET
def conversations(request: HttpRequest) -> HttpResponse:
    """My agency's conversations: due, open, ended; and what we are still to do."""
    look = looking(request)
    due = queries.due(look.viewer)
    shown = {line.id for line in due}
    still_open = queries.conversations(look.viewer, states=[State.CALLED, State.HELD])
    page = ListPage(
        shell=look.shell("Conversations", section="conversations"),
        may_call=bool(can(look.viewer, Act.CALL_CONVERSATION)),
        due=open_rows(due),
        open=open_rows(line for line in still_open if line.id not in shown),
        ended=ended_rows(queries.conversations(look.viewer, states=[State.CLOSED, State.CANCELLED], most=50)),
        actions=action_rows(queries.my_actions(look.viewer)),
    )
    _record_list(look.viewer, [line.id for line in still_open])
    return show(request, "conversations/list.jinja", page)


@require_GET
def conversation(request: HttpRequest, key: UUID) -> HttpResponse:
    """One conversation. The look is recorded with the people or the home that it is about."""
    look = looking(request)
    row = queries.conversation(look.viewer, key)
    labels = queries.label_parts(look.viewer, row.about)
    about = row.about
    for one in (about.id, about.other):
        if one:
            kind = "home" if about.kind == "home" else "person"
            record_look(
                by=look.viewer,
                subject_kind=kind,
                subject_id=one,
                why="A conversation that my agency takes part in",
                act="looked at a conversation",
                detail={"id": str(key)},
            )
    shell = look.shell(
        " and ".join(labels), section="conversations", back=("/conversations", "Back to conversations")
    )
    return show(request, "conversations/one.jinja", conversation_page(look.viewer, shell, row, labels))


def _record_list(viewer: Viewer, shown: list[UUID]) -> None:
    ids = [str(key) for key in shown]
    why = "Conversations of my agency"
    record_look(by=viewer, subject_kind="conversations", subject_id="", why=why, detail={"ids": ids})
