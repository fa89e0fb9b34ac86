"""All entries in one order: told twice is proposed, decided and undone; knowledge, silence, importance, names."""

from datetime import date

import pytest

from jigsaw.care.reviews import queries
from jigsaw.care.reviews.actions import decide_same, hide_name, rate_entry, record_question
from jigsaw.care.reviews.domain.words import Significance
from jigsaw.engine.chronology.anonymising import anonymised, named_again
from jigsaw.engine.chronology.merging import Verdict
from jigsaw.foundation.core.errors import Refused


@pytest.fixture
def work(town):
    """A review with two chronologies, and the pair that is proposed."""
    key = town.with_chronologies()
    (waiting,) = queries.told_twice(town.by["police"], key)
    return town, key, waiting


def decide(town, key, waiting, verdict, why="Log 20417 in both"):
    left, right = waiting.proposal.left, waiting.proposal.right
    return decide_same(by=town.by["police"], review=key, left=left, right=right, verdict=verdict, why=why)


def test_what_is_told_twice_waits_with_what_speaks_for_it(work):
    _, _, waiting = work
    assert waiting.proposal.rule == "same-reference"
    assert "Both give the reference 20417." in waiting.proposal.evidence
    assert {one.about for one in waiting.contradictions} == {"How many", "What came of it"}


def test_nothing_is_one_event_until_somebody_says_so(work):
    town, key, _ = work
    whole = queries.composite(town.by["council"], key)
    assert (len(whole.placed), dict(whole.events), dict(whole.contradictions)) == (3, {}, {})


def test_entries_that_are_one_event_stay_both_and_stand_beside_their_contradictions(work):
    town, key, waiting = work
    decide(town, key, waiting, Verdict.SAME)
    whole = queries.composite(town.by["council"], key)
    assert len(whole.placed) == 3
    assert set(whole.events) == {waiting.proposal.left, waiting.proposal.right}
    (found,) = whole.contradictions.values()
    assert [words for _, words in found[-1].versions] == ["Stayed", "Sent away"]
    assert queries.told_twice(town.by["police"], key) == []


def test_a_decision_is_undone_and_the_pair_waits_again(work):
    town, key, waiting = work
    before = queries.composite(town.by["police"], key)
    decide(town, key, waiting, Verdict.SAME)
    decide(town, key, waiting, Verdict.UNDONE, "Too soon")
    assert queries.composite(town.by["police"], key) == before
    assert len(queries.told_twice(town.by["police"], key)) == 1


def test_two_events_stay_two_and_are_not_proposed_again(work):
    town, key, waiting = work
    decide(town, key, waiting, Verdict.APART)
    assert queries.told_twice(town.by["police"], key) == []
    with pytest.raises(Refused, match="stands already"):
        decide(town, key, waiting, Verdict.APART)


def test_what_each_agency_knew_on_a_day(work):
    town, key, _ = work

    def known(day):
        return {
            one.agency: ([each.entry.when.text() for each in one.known], len(one.known_elsewhere))
            for one in queries.known_on(town.by["police"], key, day)
        }

    assert known(date(2006, 5, 4)) == {"council": ([], 1), "police": (["3 May 2006, 10am"], 0)}
    assert known(date(2006, 5, 31))["council"] == (["May 2006", "3 May 2006"], 1)


def test_how_much_an_entry_matters_is_said_anew_and_the_earlier_stays(work):
    town, key, waiting = work
    entry = waiting.left.key
    for significance, why in (
        (Significance.BACKGROUND, "One call"),
        (Significance.KEY, "The first of twelve"),
    ):
        rate_entry(by=town.by["council"], review=key, entry=entry, significance=significance, why=why)
    whole = queries.composite(town.by["police"], key)
    assert (whole.ratings[entry].significance, whole.ratings[entry].by_id) == ("key", town.by["council"].key)
    row, _ = queries.entry(town.by["police"], key, entry)
    assert [one.why for one in row.ratings.order_by("pk")] == ["One call", "The first of twelve"]


def test_silence_is_told_for_all_and_for_each_agency(work):
    town, key, _ = work
    told = [(one.agency, one.first) for one in queries.composite(town.by["police"], key).quiet]
    assert ("", date(2006, 6, 1)) in told
    assert ("council", date(2006, 5, 4)) in told


def rows_of(*facts):
    return [("3 May 2006", "", "Log", fact, "", "", "") for fact in facts]


def test_the_key_of_names_is_a_leads_and_brings_names_back(work):
    town, key, _ = work
    text = "CORWIN LANYON was seen"
    town.send(key, "council", rows_of(text))
    hide_name(by=town.by["police"], review=key, label="Adult A", name="Corwin Lanyon")
    hidden = queries.entry_key(town.by["council"], key)
    assert anonymised(text, hidden) == "[Adult A·2] was seen"
    assert named_again(anonymised(text, hidden), hidden) == text


def test_a_label_hides_the_same_words_whatever_comes_in_later(town):
    key = town.agreed()
    town.send(key, "police", rows_of("Rang 01632 960777"))
    before = queries.entry_key(town.by["police"], key).hidden
    town.send(key, "council", rows_of("Rang 01632 960111"))
    record_question(by=town.by["police"], review=key, asked_by="Sister", question="Ring me on 01632 960222")
    after = queries.entry_key(town.by["police"], key).hidden
    assert before == {"telephone": "01632 960777"}
    assert after == before | {"telephone·2": "01632 960111", "telephone·3": "01632 960222"}


def test_a_member_who_does_not_lead_is_not_shown_the_key(town):
    from jigsaw.care.reviews.actions import add_member

    key, guest = town.agreed(), town.other["council"]
    add_member(by=town.by["police"], review=key, practitioner=guest.key)
    with pytest.raises(Refused, match="only a lead sees it"):
        queries.entry_key(guest, key, shown=True)
    with pytest.raises(Refused, match="Only a lead"):
        hide_name(by=guest, review=key, label="Adult A", name="Corwin")
