"""Each agency writes down its own piece; disagreement is kept by name; the person's view stands first."""

import pytest

from jigsaw.care.conversations import actions
from jigsaw.care.conversations.actions import Fact
from jigsaw.care.conversations.domain.calling import Invited, OwnView
from jigsaw.care.conversations.models import Contribution
from jigsaw.foundation.core.dates import read_date
from jigsaw.foundation.core.errors import Refused


def contribute(by, conversation, *facts, **words):
    told = {"worries": "", "doing": "", "person_wants": "", **words}
    return actions.contribute(by=by, conversation=conversation.pk, facts=facts, **told)


def test_a_fact_keeps_how_exactly_its_date_is_known(cast, conversation):
    made = contribute(cast.colleague, conversation, Fact("Rent stopped", "Ledger", read_date("May 2006")))
    fact = made.facts.get()
    assert (fact.on_accuracy, fact.source) == ("month", "Ledger")


def test_a_new_version_keeps_the_one_before(cast, conversation):
    contribute(cast.colleague, conversation, worries="She is afraid")
    contribute(cast.colleague, conversation, worries="She is afraid at night")
    assert [one.version for one in Contribution.objects.order_by("version")] == [1, 2]


def test_what_was_said_cannot_be_changed(cast, conversation):
    made = contribute(cast.colleague, conversation, worries="She is afraid")
    made.worries = "Nothing"
    with pytest.raises(Refused):
        made.save()


def test_the_page_shows_the_latest_and_who_is_silent(signed_in, cast, conversation):
    contribute(cast.colleague, conversation, worries="Old worry")
    contribute(cast.colleague, conversation, worries="New worry")
    page = signed_in("caller").get(f"/conversations/{conversation.pk}").content.decode()
    assert "New worry" in page
    assert "Old worry" not in page
    assert "Penhallow Mental Health Trust has not written anything down yet" in page


def test_facts_are_typed_in_rows_without_scripts(signed_in, conversation):
    browser = signed_in("colleague")
    address = f"/conversations/{conversation.pk}/contribute"
    more = browser.post(address, {"rows": "2", "fact_0": "Rent stopped", "more": "yes"}).content.decode()
    assert "Rent stopped" in more
    assert 'name="fact_3"' in more
    browser.post(address, {"rows": "4", "fact_0": "Rent stopped", "on_0": "05/2006", "source_0": "Ledger"})
    assert Contribution.objects.get().facts.get().fact == "Rent stopped"


def test_a_date_that_cannot_be_read_is_said_and_nothing_is_lost(signed_in, conversation):
    told = {"rows": "2", "fact_0": "Rent stopped", "on_0": "31/02/2006", "source_0": "Ledger"}
    page = signed_in("colleague").post(f"/conversations/{conversation.pk}/contribute", told).content.decode()
    assert "Enter a date that can be read" in page
    assert "31/02/2006" in page


def test_disagreement_is_kept_by_name(cast, conversation, signed_in):
    actions.disagree(
        by=cast.colleague, conversation=conversation.pk, name="Jo Rees", words="She can decide this"
    )
    page = signed_in("caller").get(f"/conversations/{conversation.pk}").content.decode()
    assert "Jo Rees" in page
    assert "She can decide this" in page


def test_the_persons_view_is_added_to_and_the_latest_holds(cast, conversation, signed_in):
    view = OwnView("Let me come by telephone", Invited.YES)
    actions.record_persons_view(by=cast.colleague, conversation=conversation.pk, view=view)
    page = signed_in("caller").get(f"/conversations/{conversation.pk}").content.decode()
    assert "Let me come by telephone" in page
    assert conversation.personsviews.count() == 2
