"""The person reads what agencies wrote about them, as far as the law allows, and that some may be kept back."""

import pytest

from jigsaw.care.intake.domain.kinds import all_kinds
from jigsaw.care.linkage.models import Link
from jigsaw.care.people.models import Person
from jigsaw.care.reasons.models import Reason
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.interfaces.own.wording import PLAIN
from tests.builders import day

SAID = "Sat by the window and talked"


@pytest.fixture
def told(borough, steven):
    """A piece about Steven, with what its feed says of it."""

    def tell(words=SAID, kind="social-work-visit", agency=None, others=(), **more):
        record = steven.record if agency is None else borough.record(steven, agency)
        return borough.piece(record, *others, kind=kind, words=words, **more)

    return tell


def story(own):
    return own.get("/your-record/story").text


def test_each_piece_in_plain_words_with_when_and_who_wrote_it(own, told):
    told()
    told("Wanted to go home", kind="ed-attendance")
    text = story(own)
    for words in (
        SAID,
        "A social worker came",
        "You went to A&amp;E",
        "5 January 2026",
        "Written by Council",
    ):
        assert words in text


def test_every_plain_word_is_of_a_kind_that_there_is():
    assert set(PLAIN) <= set(all_kinds())


def test_pieces_of_every_agency_that_is_joined_to_them(own, told, borough):
    told("About your sleep", kind="gp-contact", agency=borough.agency("surgery", "gp"))
    assert "About your sleep" in story(own)
    assert "Written by Surgery" in story(own)


@pytest.mark.parametrize(
    ("told_of", "is_said_to_be_there"),
    [
        ({"restriction": "sealed"}, False),
        ({"restriction": "content-withheld"}, True),
        ({"handling": "third-party-words"}, True),
        ({"handling": "serious-harm"}, False),
        ({"handling": "law-enforcement"}, False),
        ({"kind": "police-call"}, False),
        ({"kind": "custody"}, False),
        ({"kind": "warning-marker", "shape": "state"}, False),
        ({"kind": "safeguarding-concern"}, True),
    ],
)
def test_what_is_kept_back_is_said_to_be_there_only_where_the_law_lets_it_be_said(
    own, told, told_of, is_said_to_be_there
):
    told(**told_of)
    text = story(own)
    assert SAID not in text
    assert ("Somebody there reads it before it is shown to you" in text) is is_said_to_be_there


def test_what_the_police_hold_is_not_shown_whatever_its_kind(own, told, borough):
    told(kind="missing-person", agency=borough.agency("police", "police"))
    assert SAID not in story(own)
    assert "Written by Police" not in story(own)


def test_what_its_agency_marked_as_general_is_shown_whatever_its_kind(own, told):
    told(kind="warning-marker", shape="state", handling="general")
    assert SAID in story(own)


def test_what_names_somebody_else_is_read_first_and_does_not_name_them(own, told, borough, council):
    other = borough.record(borough.person("Darren Pike"), council)
    told(others=[(other, "alleged")])
    text = story(own)
    assert SAID not in text
    assert "Pike" not in text
    assert "Somebody there reads it" in text


def test_a_worker_who_is_named_is_no_reason_to_keep_it_back(own, told, borough, council):
    told(others=[(borough.record(borough.person("Una Bright"), council), "named-worker")])
    assert SAID in story(own)


def test_what_is_about_somebody_else_and_only_names_them_is_not_theirs(own, borough, steven, council):
    other = borough.record(borough.person("Petra Quill"), council)
    borough.piece(other, (steven.record, "caller"), words=SAID)
    assert SAID not in story(own)
    assert "Somebody there reads it" not in story(own)


def test_that_nothing_is_written_is_never_said_to_mean_that_nothing_happened(own, steven):
    text = story(own)
    assert "That nothing is written does not mean that nothing happened" in text
    assert "What the police hold" in text


def test_a_long_time_from_which_nothing_is_shown_is_said_not_to_mean_that_nothing_happened(own, told):
    told(at="2024-11-02")
    told(at="2025-01-20")
    told(at="2025-09-03")
    text = story(own)
    assert "Between January 2025 and September 2025 nothing was sent here" in text
    assert "Between November 2024" not in text


def test_what_is_kept_back_in_general_is_said_in_the_same_words_to_everybody(own, told):
    def part():
        return story(own).split("What is not here")[1].split("Whom to ask")[0]

    before = part()
    told(restriction="sealed")
    told(kind="police-call")
    assert part() == before


def test_no_reason_stands_on_any_page(own, told, steven):
    told()
    sentence = "Three calls came after support was declined."
    words = {
        "pattern": "R04",
        "version": 1,
        "pattern_hash": "",
        "subject_kind": "person",
        "raised_at": day("2026-01-06"),
    }
    Reason.objects.create(id=steven.pk, subject=steven.pk, sentence=sentence, **words)
    for page in ("", "/story", "/who-looked", "/supporters", "/sharing"):
        text = own.get(f"/your-record{page}").text
        assert not any(one in text for one in (sentence, "R04", "pattern"))


def test_a_corrected_piece_is_told_once_and_as_it_stands(own, borough, told, steven):
    borough.supersede(
        told("Wrong words"), steven.record, on="2026-02-01", kind="social-work-visit", words=SAID
    )
    text = story(own)
    assert "Wrong words" not in text
    assert "put this right" in text


def test_the_latest_come_first_thirty_to_a_page_and_all_of_them_to_print(own, told):
    for number in range(35):
        told(f"Visit {number:02}", at=day(f"2025-{number // 28 + 1:02}-{number % 28 + 1:02}"))
    first = story(own)
    assert first.index("Visit 34") < first.index("Visit 33")
    assert "Visit 00" not in first
    assert "Visit 00" in own.get("/your-record/story?from=30").text
    whole = own.get("/your-record/story?all=yes").text
    assert "Visit 00" in whole
    assert "Visit 34" in whole


def test_reading_it_is_recorded_as_their_own_look(own, told, steven):
    told()
    story(own)
    kept = AuditEvent.objects.filter(kind="look", subject_id=str(steven.pk)).get()
    assert (kept.by, kept.detail["role"]) == (None, "themselves")


def test_after_a_parting_what_is_somebody_elses_is_theirs_no_more(own, told, borough, steven):
    told("About your sleep", kind="gp-contact", agency=borough.agency("surgery", "gp"))
    Link.objects.filter(record__agency="surgery").update(person=borough.person("Steve Marsh"))
    assert "About your sleep" not in story(own)


def test_a_door_shows_nothing_once_an_agency_wrote_that_they_died(own, told, steven):
    told()
    Person.objects.filter(pk=steven.pk).update(died_on="2026-02-01")
    for page in ("/story", "/who-looked", "/supporters", "/sharing"):
        answer = own.get(f"/your-record{page}")
        assert answer.status_code == 403
        assert "talk with a worker first" in answer.text
        assert SAID not in answer.text
