"""Nothing goes to a shared address unless somebody says why it is safe; one's own address comes before the agency's."""

import pytest
from django.core import mail

from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.outbox import actions, queries, sending
from jigsaw.foundation.outbox.domain import Way
from jigsaw.foundation.outbox.models import Address


def note(by, address, **told):
    return actions.note_address(by=by, agency="slipway", way=Way.EMAIL, address=address, **told)


def sent_to():
    sending.send_due()
    return sorted(to for one in mail.outbox for to in one.to)


def test_a_shared_address_is_used_only_when_it_is_marked_safe(put):
    note(JIGSAW, "desk@slipway.example", is_shared=True)
    note(JIGSAW, "van@slipway.example", is_shared=True, safe_because="Locked in the van, read by the team")
    put()
    assert sent_to() == ["duty@slipway.example", "van@slipway.example"]


def test_ones_own_address_comes_before_the_agencys(put, people, manager):
    put(key="before", practitioner=manager.key)
    note(JIGSAW, "m@slipway.example", practitioner=manager.key)
    put(key="after", practitioner=manager.key)
    assert sent_to() == ["duty@slipway.example", "m@slipway.example"]


def test_an_address_withdrawn_gets_nothing_more(put, manager):
    put()
    actions.withdraw_address(by=manager, key=Address.objects.get().pk)
    assert put(key="two") == 0
    assert sent_to() == []
    assert not queries.can_be_told(manager, ["slipway"])


@pytest.mark.parametrize("address", ["duty", "a@b, c@d", "a@b\nBcc: c@d", "a b@c"])
def test_what_is_no_single_address_is_refused(manager, address):
    with pytest.raises(Refused, match="not an e-mail address"):
        note(manager, address)


def test_only_who_looks_after_the_agency_notes_its_addresses(people, viewer_elsewhere):
    with pytest.raises(Refused, match="steward or manager"):
        note(viewer_elsewhere, "x@y.example")


@pytest.fixture
def viewer_elsewhere(people):
    from jigsaw.foundation.organisations.queries import viewer_of

    return viewer_of(people["practitioner"])
