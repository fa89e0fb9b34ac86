"""The list of conversations, and one conversation."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jigsaw.care.conversations import queries
from jigsaw.care.conversations.domain.states import OPEN_STATES, State
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


def _record_list(viewer: Viewer, shown: list[ConversationLine], promised: list[ActionLine]) -> None:
    ids = sorted({str(line.id) for line in shown})
    people = {key for line in (*shown, *promised) for key in line.subject.people}
    told = {"why": "Conversations of my agency", "people": people, "detail": {"ids": ids}}
    record_look(by=viewer, subject_kind="conversations", subject_id="", **told)
