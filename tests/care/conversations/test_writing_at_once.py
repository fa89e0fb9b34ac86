"""Two who write at once lose nothing: both texts are kept, and both are shown until somebody puts them together."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.conversations import actions, queries
from jigsaw.care.conversations.domain.writing import put_together, standing
from jigsaw.care.conversations.queries._standing import contributions_of


@dataclass(frozen=True)
class Written:
    version: int
    seen: int


@st.composite
def histories(draw):
    """Versions in the order kept, each seen up to any version before it."""
    count = draw(st.integers(0, 12))
    return [Written(number, draw(st.integers(0, number - 1))) for number in range(1, count + 1)]


def stands(history, one):
    """The slow twin: nobody who wrote later had read it."""
    return not any(later.version > one.version and later.seen >= one.version for later in history)


@given(histories())
def test_a_version_stands_until_somebody_who_read_it_writes(history):
    assert standing(history) == [one for one in history if stands(history, one)]


@given(histories())
def test_the_latest_always_stands(history):
    assert standing(history)[-1:] == history[-1:]


@given(histories())
def test_whoever_has_read_all_puts_them_together(history):
    last = Written(len(history) + 1, len(history))
    assert standing([*history, last]) == [last]


def test_what_stands_is_put_together_with_whose_each_is():
    assert put_together([("A", "one"), ("B", "  ")]) == "one"
    assert put_together([("A", "one"), ("B", "two")]) == "[A wrote:]\none\n\n[B wrote:]\ntwo"


def form(browser, conversation, worries, seen):
    told = {"rows": "1", "worries": worries, "seen": seen}
    return browser.post(f"/conversations/{conversation.pk}/contribute", told, follow=True).content.decode()


def test_two_of_one_agency_who_wrote_at_once_both_stand_on_the_page(signed_in, cast, conversation):
    browser = signed_in("colleague")
    form(browser, conversation, "He has her keys", "0")
    page = form(browser, conversation, "She owes him money", "0")
    assert "He has her keys" in page
    assert "She owes him money" in page
    assert "Two texts, written at the same time" in page


def test_the_form_offers_both_and_saving_puts_them_together(signed_in, cast, conversation):
    browser = signed_in("colleague")
    form(browser, conversation, "He has her keys", "0")
    form(browser, conversation, "She owes him money", "0")
    offered = browser.get(f"/conversations/{conversation.pk}/contribute").content.decode()
    assert "He has her keys" in offered
    assert 'name="seen" value="2"' in offered
    page = form(browser, conversation, "He has her keys, and she owes him money", "2")
    assert "Two texts" not in page
    assert page.count("She owes him money") == 0
    row = queries.conversation(cast.caller, conversation.pk)
    assert [one.version for one in contributions_of(row)] == [3]


def test_without_saying_what_was_seen_the_last_is_gone_on_from(cast, conversation):
    told = {"facts": [], "doing": "", "person_wants": ""}
    for worries in ("one", "two"):
        actions.contribute(by=cast.colleague, conversation=conversation.pk, worries=worries, **told)
    row = queries.conversation(cast.caller, conversation.pk)
    assert [one.worries for one in contributions_of(row)] == ["two"]
