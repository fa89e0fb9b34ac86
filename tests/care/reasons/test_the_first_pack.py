"""The first pack: every pattern loads, does what its worked examples say, and speaks kindly."""

from pathlib import Path

import pytest

from jigsaw.care.intake.domain.kinds import all_kinds
from jigsaw.engine.patterns import KindWord, Mark, Timeline, Vocabulary, describe, find, load_pack
from jigsaw.engine.patterns.examples import run_examples
from jigsaw.engine.patterns.language import DAY, HOUR, Absent, comparisons

FOLDER = Path(__file__).parents[3] / "src/jigsaw/care/reasons/packs/first"
VOCABULARY = Vocabulary({code: KindWord(kind.shape.value, kind.tags) for code, kind in all_kinds().items()})
PACK = load_pack(FOLDER, VOCABULARY)
EXAMPLES = [(pattern, outcome) for pattern in PACK.patterns for outcome in run_examples(pattern)]
KINDS_OF_AGENCY = {
    "nhs-trust",
    "gp",
    "ambulance",
    "council",
    "housing",
    "police",
    "charity",
    "acute-hospital",
}
LONGEST_SENTENCE = 400

each_pattern = pytest.mark.parametrize("pattern", PACK.patterns, ids=lambda pattern: pattern.id)


def mark(minute, kind, agency, piece=None, gone=None):
    return Mark(minute, minute, gone, kind, agency, piece or f"{kind} {minute}", "ann")


def raised(pattern_id, *marks, until=4000 * DAY):
    pattern = PACK.pattern(pattern_id)
    return find(pattern, Timeline(pattern.subject, "ann", marks), until)


def test_the_pack_has_every_rule_that_pieces_can_carry():
    # R26 is about entries of a directory, and no piece about a person can carry it.
    assert [pattern.id for pattern in PACK.patterns] == [f"R{n:02}" for n in range(1, 29) if n != 26]


@pytest.mark.parametrize(
    ("pattern", "outcome"), EXAMPLES, ids=[f"{p.id}: {o.example.says}" for p, o in EXAMPLES]
)
def test_a_worked_example_comes_out_as_it_says(pattern, outcome):
    assert (outcome.raised, outcome.ended) == (outcome.example.raised, outcome.example.ended or outcome.ended)
    assert outcome.is_as_stated


@each_pattern
def test_every_pattern_has_an_example_that_raises_it_and_one_that_does_not(pattern):
    outcomes = run_examples(pattern)
    assert any(outcome.raised for outcome in outcomes)
    assert any(not outcome.raised for outcome in outcomes)


@pytest.mark.parametrize(
    ("pattern", "outcome"), EXAMPLES, ids=[f"{p.id}: {o.example.says}" for p, o in EXAMPLES]
)
def test_every_sentence_fits_and_rests_on_pieces(pattern, outcome):
    for found in outcome.found:
        assert len(found.sentence) <= LONGEST_SENTENCE
        assert "{" not in found.sentence
        assert found.evidence


@each_pattern
def test_every_pattern_names_whom_it_asks_and_can_be_described(pattern):
    assert set(pattern.lead) <= KINDS_OF_AGENCY
    assert describe(pattern.condition)


def test_only_published_thresholds_name_a_source():
    cited = {pattern.id for pattern in PACK.patterns if pattern.source != "local default"}
    assert cited == {"R01", "R02", "R12", "R13", "R14", "R15", "R28"}


def test_only_patterns_with_a_clock_of_hours_or_days_stand_before_the_others():
    assert [pattern.id for pattern in PACK.patterns if pattern.statutory] == ["R12", "R13", "R14", "R28"]


def test_missed_appointments_are_said_never_to_be_a_reason_to_close():
    pattern = PACK.pattern("R10")
    assert "never close for it" in pattern.sentence
    assert "try differently" in pattern.sentence


def test_a_marker_s_reason_says_that_it_may_be_unfair_and_nothing_about_the_other_person():
    sentence = PACK.pattern("R06").sentence
    assert "may be old or unfair" in sentence
    assert "ring its author" in sentence
    assert not any(word in sentence for word in ("danger", "violen", "warning", "{"))


ABSENCES = [
    one for one in PACK.patterns if any(isinstance(c.term, Absent) for c in comparisons(one.condition))
]


@pytest.mark.parametrize("pattern", ABSENCES, ids=lambda pattern: pattern.id)
def test_what_is_not_recorded_is_never_said_not_to_have_happened(pattern):
    said = " ".join([pattern.sentence, *(one.says for one in comparisons(pattern.condition))])
    assert "reached us" in said or "nothing says" in said


def test_observations_of_the_body_are_never_read_elsewhere_than_on_a_virtual_ward():
    assert raised("R28", mark(DAY, "news2-5-or-more", "hospital")) == []


@pytest.mark.parametrize(
    ("kind", "minutes"),
    [
        ("news2-7-or-more", 30),
        ("news2-5-or-more", 60),
        ("news2-single-3", 60),
        ("outside-personal-limits", 60),
    ],
)
def test_an_observation_asks_for_a_review_by_the_step_it_reached(kind, minutes):
    ward = mark(0, "virtual-ward:started", "hospital", "stay")
    (found,) = raised("R28", ward, mark(DAY, kind, "hospital"))
    assert found.raised_at == DAY + minutes
    in_time = mark(DAY + minutes, "urgent-clinical-review", "hospital")
    assert raised("R28", ward, mark(DAY, kind, "hospital"), in_time) == []


def test_what_scored_seven_is_said_to_ask_for_an_emergency_assessment():
    ward = mark(0, "virtual-ward:started", "hospital", "stay")
    (severe,), (other,) = (
        raised("R28", ward, mark(DAY, kind, "hospital")) for kind in ("news2-7-or-more", "news2-single-3")
    )
    assert ("emergency assessment" in severe.sentence, "emergency assessment" in other.sentence) == (
        True,
        False,
    )


def test_a_reason_says_only_what_holds_of_it():
    found = raised("R23", mark(DAY, "carer-strain", "gp"))
    assert "under strain" in found[0].sentence
    assert "asked who gives" not in found[0].sentence


def test_follow_up_is_due_to_the_minute():
    stay = [mark(0, "ward-stay:started", "trust", "stay"), mark(DAY, "ward-stay:ended", "trust", "stay")]
    just_in_time = mark(DAY + 72 * HOUR, "follow-up-contact", "trust")
    assert raised("R12", *stay)[0].raised_at == DAY + 72 * HOUR
    assert raised("R12", *stay, just_in_time) == []


def test_somebody_moved_to_another_ward_needs_no_follow_up_yet():
    first = [mark(0, "ward-stay:started", "trust", "first"), mark(DAY, "ward-stay:ended", "trust", "first")]
    assert raised("R12", *first, mark(DAY, "ward-stay:started", "trust", "second")) == []


def test_five_calls_about_one_night_are_one_episode():
    assert raised("R01", *[mark(minute, "ambulance-call", "ambulance") for minute in range(0, 100, 20)]) == []


def test_a_retracted_call_withdraws_the_reason():
    calls = [mark(day * DAY, "ambulance-call", "ambulance") for day in range(1, 5)]
    found = raised("R01", *calls, mark(6 * DAY, "ambulance-call", "ambulance", gone=9 * DAY))
    assert [(one.raised_at, one.ended_at, one.withdrawn) for one in found] == [(6 * DAY, 9 * DAY, True)]


@pytest.mark.parametrize("pattern_id", ["R05", "R07"])
def test_communal_addresses_are_left_to_a_rule_of_their_own(pattern_id):
    outcome = next(outcome for outcome in run_examples(PACK.pattern(pattern_id)) if outcome.raised)
    kinds = [one.kind for one in outcome.example.marks]
    marks = [
        Mark(i * DAY, i * DAY, None, kind, f"agency {i}", f"{i}", f"person {i}")
        for i, kind in enumerate(kinds, 1)
    ]
    assert raised(pattern_id, *marks)
    assert raised(pattern_id, *marks, mark(0, "communal:started", "housing")) == []
