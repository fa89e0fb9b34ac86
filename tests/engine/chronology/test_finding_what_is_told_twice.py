"""The same event told by two agencies is proposed with what speaks for it; nothing is joined."""

from itertools import combinations

from hypothesis import given

from jigsaw.engine.chronology.alike import RULES, proposals, propose, read_all
from tests.engine.chronology.chronologies import AGENCIES, CHRONOLOGIES, entry

CALLED = {"ambulance": ("ambulance", "paramedics"), "police": ("police",), "council": ("social worker",)}
# Rows about other things: the rarer a word among all, the more it tells.
OTHERS = [
    entry(f"z{day}", f"{day} June 2006", fact, "council")
    for day, fact in enumerate(["Review of care plan", "Telephone call to landlord", "Visit, no answer"], 1)
]


def found(*entries):
    return [(one.left, one.right, one.rule) for one in proposals([*entries, *OTHERS], CALLED)]


def test_two_tellings_of_one_call_are_proposed_with_the_words_they_share():
    one = entry(
        "a", "3 May 2006 10:00", "Ambulance called: overdose of paracetamol, taken to A&E", "ambulance"
    )
    other = entry(
        "b", "3 May 2006 10:50", "Seen in the emergency department after paracetamol overdose", "council"
    )
    (proposal,) = proposals([one, other, *OTHERS], CALLED)
    assert (proposal.left, proposal.right) == ("a", "b")
    assert "One says 3 May 2006, 10am, the other 3 May 2006, 10:50am." in proposal.evidence
    assert any("overdose" in line and "paracetamol" in line for line in proposal.evidence)


def test_a_reference_that_both_give_is_enough():
    one = entry("a", "3 May 2006", "Concern received", source="CAD 1042/06")
    other = entry("b", "5 May 2006", "Report read", "council", source="Police log CAD1042-06")
    assert found(one, other) == [("a", "b", "same-reference")]


def test_a_reference_that_names_the_whole_case_is_not():
    rows = [
        entry(f"a{day}", "3 May 2006", f"Word{day}", AGENCIES[day % 3], source="Case 558812")
        for day in range(6)
    ]
    assert found(*rows) == []


def test_one_that_names_the_other_needs_less():
    one = entry(
        "a", "3 May 2006", "Police attended the bedsit about the visitor, crime report made", "council"
    )
    other = entry("b", "3 May 2006 21:10", "Visitor at bedsit shouting. Words of advice given to neighbour")
    assert found(one, other) == [("a", "b", "names-the-other")]


def test_one_that_names_an_agency_with_one_entry_of_that_day_needs_no_words():
    letter = entry("a", "3 May 2006", "Letter from paramedics filed", "council")
    call = entry("b", "3 May 2006 21:10", "Fall in the kitchen", "ambulance")
    again = entry("c", "3 May 2006 23:50", "Chest pain", "ambulance")
    assert found(letter, call) == [("a", "b", "the-only-one-named")]
    assert found(letter, call, again) == []


def test_the_same_row_twice_in_one_agencys_file_is_proposed():
    assert found(entry("a", line=1), entry("b", line=7)) == [("a", "b", "same-row")]


def test_the_same_words_on_another_day_are_another_event():
    words = "Ambulance called: overdose of paracetamol, taken to A&E"
    assert found(entry("a", "3 May 2006", words), entry("b", "9 May 2006", words, "ambulance")) == []


def test_what_is_known_only_by_its_month_needs_more_in_common():
    one = entry("a", "3 May 2006", "Ambulance called: overdose of paracetamol")
    far = entry("b", "May 2006", "Overdose of paracetamol and a long stay with his sister", "council")
    near = entry("c", "May 2006", "Ambulance called, paracetamol overdose", "council")
    assert found(one, far, near) == [("a", "c", "same-telling")]


@given(CHRONOLOGIES)
def test_the_quick_search_finds_what_looking_at_every_pair_finds(entries):
    reading = read_all(sorted(entries, key=lambda one: one.key), CALLED)
    every = (propose(one, other, reading) for one, other in combinations(entries, 2))
    slowly = {(one.left, one.right, one.rule) for one in every if one}
    quickly = [(one.left, one.right, one.rule) for one in proposals(entries, CALLED)]
    assert sorted(quickly) == sorted(slowly)
    assert {rule for *_, rule in quickly} <= set(RULES)
