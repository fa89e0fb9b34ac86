"""The meeting: all write side by side and lose nothing; each is heard in turn before all talk."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jigsaw.care.conversations import actions
from jigsaw.care.conversations.domain.turns import DISCUSSION, PERSON, may_discuss, next_turn, order_of
from jigsaw.care.conversations.domain.writing import standing
from jigsaw.care.conversations.models import Note
from jigsaw.foundation.core.errors import Refused

PART = "person"


@pytest.fixture
def begun(cast, conversation):
    """A conversation that is under way; housing comes."""
    actions.answer_invitation(by=cast.colleague, conversation=conversation.pk, response="accepted")
    return actions.begin_conversation(by=cast.caller, conversation=conversation.pk)


def write(by, row, words, seen=0, sent=None):
    told = {"part": PART, "words": words, "seen": seen, "sent": sent or uuid4()}
    return actions.write_note(by=by, conversation=row.pk, **told)


def live(browser, row):
    return browser.get(f"/conversations/{row.pk}/live").content.decode()


def test_two_sessions_that_write_at_once_both_stand_and_both_are_told(signed_in, begun, cast):
    address = f"/conversations/{begun.pk}/live/write"
    first, second = ({"part": PART, "seen": "0", "sent": str(uuid4()), "words": w} for w in ("Hers", "His"))
    signed_in("caller").post(address, first)
    page = signed_in("colleague").post(address, second, follow=True).content.decode()
    assert "both texts are kept" in page
    assert "Two texts, written at the same time" in page
    assert "Hers" in page
    assert "[Amara Osei wrote:]\nHers\n\n[Dilwyn Pugh wrote:]\nHis" in page.replace("\r", "")


def test_whoever_has_read_both_makes_one_of_them(cast, begun):
    write(cast.caller, begun, "Hers")
    assert write(cast.colleague, begun, "His").is_beside
    assert not write(cast.caller, begun, "Hers and his", seen=2).is_beside
    assert [one.words for one in standing(begun.notes.all())] == ["Hers and his"]


def test_sent_twice_it_is_kept_once(cast, begun):
    sent = uuid4()
    assert (
        write(cast.caller, begun, "Once", sent=sent).version
        == write(cast.caller, begun, "Once", sent=sent).version
    )
    assert Note.objects.count() == 1


def test_what_was_typed_on_while_the_first_was_on_its_way_is_kept_too(cast, begun):
    sent = uuid4()
    write(cast.caller, begun, "They want", sent=sent)
    write(cast.caller, begun, "They want to stay", sent=sent)
    assert [one.words for one in begun.notes.order_by("version")] == ["They want", "They want to stay"]


def test_a_script_is_told_the_version_only_when_it_is_kept(signed_in, begun):
    told = {"part": PART, "seen": "0", "sent": str(uuid4()), "words": "Kept"}
    address, headers = f"/conversations/{begun.pk}/live/write", {"Accept": "application/json"}
    answer = signed_in("caller").post(address, told, headers=headers)
    assert answer.json() == {"version": 1, "beside": False}


STEPS = st.lists(
    st.tuples(st.sampled_from(["caller", "colleague"]), st.sampled_from(["read", "write", "again"])),
    max_size=14,
)


@given(STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_two_do_in_whatever_order_no_acknowledged_text_is_lost(cast, begun, steps):
    begun.notes.all()._raw_delete("default")
    read = dict.fromkeys(["caller", "colleague"], 0)
    read_by_a_later_writer: set[int] = set()
    last: dict[str, dict] = {}
    for number, (who, what) in enumerate(steps):
        if what == "read":
            read[who] = begun.notes.count()
            continue
        was_there = what == "again" and who in last
        if not was_there:
            last[who] = {"words": f"{who} {number}", "seen": read[who], "sent": uuid4()}
            read_by_a_later_writer |= set(range(1, read[who] + 1))
        write(getattr(cast, who), begun, **last[who])
    kept = {one.version for one in begun.notes.all()}
    stand = {one.version for one in standing(begun.notes.all())}
    assert kept == set(range(1, len(kept) + 1)), "every version is in the store"
    assert kept - read_by_a_later_writer == stand


def test_each_is_heard_before_all_talk(cast, begun):
    def give(whose):
        return actions.give_turn(by=cast.caller, conversation=begun.pk, whose=whose)

    with pytest.raises(Refused, match="not heard yet"):
        give(DISCUSSION)
    for whose in (PERSON, "trust", "housing", DISCUSSION):
        give(whose)
    assert begun.turns.count() == 4


def test_only_the_chair_gives_turns_and_only_while_it_is_under_way(cast, begun, conversation):
    with pytest.raises(Refused, match="gives turns"):
        actions.give_turn(by=cast.colleague, conversation=begun.pk, whose=PERSON)
    told = {"came": ["housing"], "understanding": "We know more"}
    actions.hold_conversation(by=cast.caller, conversation=begun.pk, **told)
    with pytest.raises(Refused, match="held"):
        actions.give_turn(by=cast.caller, conversation=begun.pk, whose=PERSON)


AGENCIES = st.lists(st.sampled_from("abcdef"), unique=True)


@given(st.uuids(), AGENCIES, st.lists(st.sampled_from(["person", *"abcdef"])))
def test_the_person_comes_first_and_everybody_once(key, agencies, had):
    order = order_of(key, agencies)
    assert (order[0], order[-1]) == (PERSON, DISCUSSION)
    assert sorted(order[1:-1]) == sorted(agencies)
    assert may_discuss(order, had) == set(order[:-1]).issubset(had)
    assert next_turn(order, had) in order


def test_the_screen_shows_whose_turn_it_is_and_gives_the_chair_the_next(signed_in, cast, begun):
    browser = signed_in("caller")
    assert "Give the turn" in live(browser, begun)
    browser.post(f"/conversations/{begun.pk}/live/turn", {"whose": PERSON})
    write(cast.caller, begun, "They want to stay")
    page = live(signed_in("colleague"), begun)
    assert "&lt;" not in page
    assert "Now: The person" in page
    assert "Give the turn" not in page


@pytest.mark.parametrize("part", ["uninvited", "outsider"])
def test_nobody_else_finds_the_screen_or_writes(signed_in, begun, part):
    browser = signed_in(part)
    assert browser.get(f"/conversations/{begun.pk}/live").status_code == 404
    assert browser.post(f"/conversations/{begun.pk}/live/write", {"part": PART}).status_code == 404
