"""Who takes no part sees nothing: not the conversation, not its count, not whether it is there."""

import re
from uuid import uuid4

import pytest

from jigsaw.care.conversations import actions, queries
from jigsaw.care.conversations.domain.inviting import Response
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import JIGSAW

WITHIN = ["", "/answer", "/contribute", "/disagree", "/person", "/invite", "/move", "/agree", "/hold"]
WITHIN += ["/close", "/cancel"]


@pytest.mark.parametrize("part", ["uninvited", "outsider"])
@pytest.mark.parametrize("page", WITHIN)
def test_no_page_of_it_is_there(signed_in, conversation, part, page):
    assert signed_in(part).get(f"/conversations/{conversation.pk}{page}").status_code == 404


def test_what_is_not_there_answers_the_same(signed_in, conversation):
    browser = signed_in("uninvited")
    hidden, absent = (browser.get(f"/conversations/{key}").content for key in (conversation.pk, uuid4()))
    token = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
    assert token.sub(b"", hidden) == token.sub(b"", absent)


def test_an_agency_that_is_not_invited_lists_none(cast, conversation, person):
    assert queries.conversations(cast.uninvited) == []
    assert queries.about(cast.uninvited, "person", [person.pk]) == []


def test_an_outsider_may_not_even_ask(cast, conversation):
    with pytest.raises(NotFound):
        queries.conversations(cast.outsider)


def test_nobody_acts_in_what_they_do_not_see(cast, conversation):
    with pytest.raises(NotFound):
        actions.answer_invitation(by=cast.uninvited, conversation=conversation.pk, response=Response.ACCEPTED)


def test_an_action_of_it_is_not_there_either(signed_in, action):
    assert signed_in("uninvited").get(f"/conversations/actions/{action.pk}/done").status_code == 404


def test_nobody_signed_out_is_let_in(client, conversation):
    assert client.get(f"/conversations/{conversation.pk}").status_code == 302


def test_jigsaw_itself_reads_all_and_takes_no_part(cast, conversation, person):
    assert queries.about(JIGSAW, "person", [person.pk])
