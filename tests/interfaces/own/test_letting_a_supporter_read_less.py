"""The person lets a supporter read less, or nothing, at once; to let them read more, a worker asks them alone."""

import pytest

from jigsaw.care.looks.actions import tell_them_less
from jigsaw.care.looks.models import OwnAccount, SupporterAccount
from jigsaw.care.looks.queries import account_of
from jigsaw.foundation.access.models import SupporterTold
from jigsaw.foundation.access.rules.request import Told
from jigsaw.foundation.access.supporting import note_supporter
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.organisations.queries import viewer_of
from tests.interfaces.own.supported import HEALTH, HOME, PIECES


@pytest.fixture
def page(own, ada):
    return f"/your-record/supporters/{ada.pk}"


def test_they_see_who_supports_them_and_what_each_may_read(own, door):
    text = own.get("/your-record/supporters").text
    for words in (
        "Ada Marsh",
        "his sister",
        "Everything that you can read yourself",
        "They have their own way in",
    ):
        assert words in text


def test_less_holds_at_the_supporters_next_click(own, door, page, pieces):
    assert "HEALTH-WORDS" in door.get("/supporting").text
    assert own.post(page, {"may": "general"}).status_code == 302
    text = door.get("/supporting").text
    assert {words for words in PIECES if words in text} == {"GENERAL-WORDS"}


def test_nothing_ends_their_way_in_and_says_nothing_of_why(own, door, page, ada):
    own.post(page, {"may": "nothing"})
    assert door.get("/supporting").url == "/supporting/sign-in"
    ended = SupporterAccount.objects.get()
    assert (ended.ended_by, ended.ended_why) == (None, "The person ended it, by their own door")
    assert AuditEvent.objects.filter(act="let a supporter be told less", by=None).exists()


def test_of_what_they_named_some_can_be_taken_back(own, say, page, door, pieces):
    say(Told.NAMED_ITEMS, (HEALTH, HOME))
    own.post(page, {"may": "named items", "items": [HOME]})
    text = door.get("/supporting").text
    assert {words for words in PIECES if words in text} == {"GENERAL-WORDS", "HOME-WORDS"}


@pytest.mark.parametrize("more", [{"may": "everything"}, {"may": "named items", "items": ["Law"]}])
def test_more_is_not_allowed_here_whoever_stands_beside_them(own, say, page, more):
    say(Told.GENERAL)
    rows = SupporterTold.objects.count()
    assert own.post(page, more).status_code == 200
    assert SupporterTold.objects.count() == rows
    assert "tell a worker when you are alone" in own.get(page).text


@pytest.mark.parametrize(
    ("was", "told", "items"),
    [
        ((Told.GENERAL, ()), Told.EVERYTHING, ()),
        ((Told.GENERAL, ()), Told.NAMED_ITEMS, (HEALTH,)),
        ((Told.NAMED_ITEMS, (HOME,)), Told.NAMED_ITEMS, (HOME, HEALTH)),
        ((Told.NOTHING, ()), Told.GENERAL, ()),
    ],
)
def test_more_is_refused_by_whatever_page_it_comes(say, ada, account, was, told, items):
    say(*was)
    themselves = account_of(viewer=OwnAccount.objects.get().pk)
    with pytest.raises(Refused, match="not allowed before"):
        tell_them_less(by=themselves, supporter=ada.pk, told=told, items=items)


def test_what_was_not_asked_again_in_time_cannot_be_brought_back_here(say, ada, account):
    say(Told.EVERYTHING, days=-1)
    themselves = account_of(viewer=OwnAccount.objects.get().pk)
    with pytest.raises(Refused, match="not allowed before"):
        tell_them_less(by=themselves, supporter=ada.pk, told=Told.EVERYTHING, items=())


def test_somebody_elses_supporter_is_not_there(own, borough, council, ann):
    other = borough.person("Petra Quill")
    record = borough.record(other, council)
    made = note_supporter(
        by=viewer_of(ann), person=other.pk, records=[record.pk], name="Rob Quill", relation=""
    )
    assert own.get(f"/your-record/supporters/{made.pk}").status_code == 404
    assert own.post(f"/your-record/supporters/{made.pk}", {"may": "nothing"}).status_code == 404
    assert "Quill" not in own.get("/your-record/supporters").text
