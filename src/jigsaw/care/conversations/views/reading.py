"""The list of conversations, and one conversation."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jigsaw.care.conversations import queries
from jigsaw.care.conversations.domain.states import OPEN_STATES, State
from jigsaw.care.conversations.presenters.board import area_page, board_page
from jigsaw.care.conversations.presenters.lists import ListPage, action_rows, ended_rows, open_rows
from jigsaw.care.conversations.presenters.whole import conversation_page
from jigsaw.care.conversations.queries import ActionLine, ConversationLine
from jigsaw.care.conversations.views.naming import named_on_page
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
    still_open = queries.conversations(look.viewer, states=OPEN_STATES)
    promised = queries.my_actions(look.viewer)
    ended = queries.conversations(look.viewer, states=[State.CLOSED, State.CANCELLED], most=50)
    page = ListPage(
        shell=look.shell("Conversations", section="conversations"),
        may_call=bool(can(look.viewer, Act.CALL_CONVERSATION)),
        due=open_rows(due),
        open=open_rows(line for line in still_open if line.id not in shown),
        ended=ended_rows(ended),
        actions=action_rows(promised),
    )
    _record_list(look.viewer, [*due, *still_open, *ended], promised)
    return show(request, "conversations/list.jinja", page)


@require_GET
def conversation(request: HttpRequest, key: UUID) -> HttpResponse:
    """One conversation. The look is recorded with the people or the home that it is about."""
    look = looking(request)
    row = queries.conversation(look.viewer, key)
    labels = queries.label_parts(look.viewer, row.about)
    named_on_page(look.viewer, row.about, conversation=str(key))
    shell = look.shell(
        " and ".join(labels), section="conversations", back=("/conversations", "Back to conversations")
    )
    return show(request, "conversations/one.jinja", conversation_page(look.viewer, shell, row, labels))


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """My team's and agency's open conversations by where they stand, with what is late."""
    look = looking(request)
    found = queries.board(look.viewer)
    back = ("/conversations", "Back to conversations")
    shell = look.shell("Conversations by where they stand", section="conversations", back=back)
    _record_list(look.viewer, [one.line for one in found], [])
    return show(request, "conversations/board.jinja", board_page(shell, found))


@require_GET
def area(request: HttpRequest) -> HttpResponse:
    """The whole area's counts."""
    look = looking(request)
    found = queries.area(look.viewer)
    back = ("/conversations/board", "Back to the board")
    shell = look.shell("Conversations in the area", section="conversations", back=back)
    return show(request, "conversations/area.jinja", area_page(shell, found))


def _record_list(viewer: Viewer, shown: list[ConversationLine], promised: list[ActionLine]) -> None:
    ids = sorted({str(line.id) for line in shown})
    about = [line.subject for line in shown] + [line.subject for line in promised]
    people = {key for subject in about for key in subject.people}
    why, detail = "Conversations of my agency", {"ids": ids}
    record_look(by=viewer, subject_kind="conversations", subject_id="", why=why, people=people, detail=detail)
