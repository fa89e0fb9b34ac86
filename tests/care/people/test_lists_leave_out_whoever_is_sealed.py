"""Every list and count is for a viewer as if whoever is sealed from them were not there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jigsaw.care.conversations.domain.calling import Subject, SubjectKind
from jigsaw.care.conversations.models import Conversation
from jigsaw.care.conversations.queries import area, board, conversations, open_about
from jigsaw.care.intake.records import records_said
from jigsaw.care.people import queries as people
from jigsaw.care.people.models import Redirect
from jigsaw.care.reasons.queries import all_reasons, open_reasons, reasons_about
from jigsaw.care.story.queries.research import research_list
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.sealing_people import seal_person
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import now
from tests.care.reasons.kept_back import reason_resting_on


@pytest.fixture
def council(borough):
    return borough.agency("council")


@pytest.fixture
def guardian(borough, council):
    return borough.viewer(council, "caldicott-guardian")


@pytest.fixture
def manager(borough, council):
    return borough.viewer(council, "manager")


@pytest.fixture
def ada(borough, council):
    person = borough.person("Ada Quill")
    person.ours = borough.record(person, council)
    return person


@pytest.fixture
def bob(borough, council):
    person = borough.person("Bob Marsh")
    person.ours = borough.record(person, council)
    return person


@pytest.fixture
def seal(guardian, ada):
    told = {"person": ada.pk, "records": [ada.ours.pk], "reason": "Refuge", "let_in": [("housing", None)]}
    return lambda: seal_person(by=guardian, **told)


@pytest.fixture(autouse=True)
def housing(borough):
    return borough.agency("housing", "housing")


def talk_about(person, by, **told):
    agency = {"agency_id": by.agency, "lead_agency_id": by.agency, "called_by_id": by.key}
    return Conversation.objects.create(
        kind="team-meeting", kind_version=1, is_told_to_others=True, purpose="p", why_now="w", subject=person.pk,
        meets_at=now() + timedelta(days=1), meets_way="in person", **{"subject_kind": "person", **agency, **told},
    )  # fmt: skip


def test_a_reason_about_them_or_resting_on_a_piece_that_names_them_is_not_there(
    borough, manager, ada, bob, seal
):
    reason_resting_on(borough.piece(ada.ours), about=ada.pk)
    reason_resting_on(borough.piece(bob.ours, (ada.ours, "relative")), about=bob.pk)
    left = reason_resting_on(borough.piece(bob.ours), about=bob.pk, pattern="R04")
    assert len(all_reasons(viewer=manager)) == 3
    seal()
    assert [one.id for one in all_reasons(viewer=manager)] == [left.pk]
    assert [one.id for one in open_reasons(viewer=manager)] == [left.pk]
    assert reasons_about(viewer=manager, kind="person", ids=[ada.pk]) == []


def test_a_conversation_about_them_is_in_no_list_and_no_count(guardian, manager, ada, bob, seal):
    talk_about(ada, manager)
    talk_about(bob, manager, subject_kind="pair", other=ada.pk)
    left = talk_about(bob, manager)
    seal()
    assert [one.id for one in conversations(manager)] == [left.pk]
    assert [one.line.id for one in board(manager)] == [left.pk]
    assert area(manager).called == 1
    assert open_about(manager, Subject(SubjectKind.PERSON, ada.pk)) is None
    assert len(conversations(guardian)) == 3


def test_reads_of_people_and_records_do_not_give_them(borough, manager, ada, bob, council, seal):
    home = borough.home()
    for one in (ada, bob):
        borough.lives(one, home, council)
    seal()
    assert {one.name for one in people.residents(manager, home.home_id)} == {"Bob Marsh"}
    assert people.living_at(manager, home.home_id) == {bob.pk}
    assert set(people.names_of(manager, [ada.pk, bob.pk])) == {bob.pk}
    assert people.latest_changed(manager, since=now() - timedelta(days=1), start=0, most=9) == [bob.pk]
    assert [one.record for one in records_said(manager, [ada.ours.pk, bob.ours.pk])] == [bob.ours.pk]
    assert people.record_ids(manager, [ada.pk]) == {}
    with pytest.raises(NotFound):
        people.person(manager, ada.pk)


def test_a_home_where_only_they_lived_is_not_there(borough, manager, ada, council, seal):
    home = borough.home()
    borough.lives(ada, home, council)
    assert people.search(manager, "ZZ1 2AB").homes
    seal()
    assert not people.search(manager, "ZZ1 2AB").homes
    with pytest.raises(NotFound):
        people.home(manager, home.home_id)


def test_an_old_id_of_theirs_leads_nowhere(manager, ada, bob, seal):
    old = bob.pk
    Redirect.objects.create(kind="person", old=old, new=ada.pk, why="Joined")
    bob.ours.link.delete()
    bob.delete()
    assert people.person(manager, old).pk == ada.pk
    seal()
    assert {ada.pk, old} <= hidden_from(manager).people
    with pytest.raises(NotFound):
        people.person(manager, old)


def test_nobody_counts_them_for_research(borough, ada, council, seal):
    analyst = borough.viewer(council, "analyst")
    for number in range(6):
        one = borough.person(f"P{number} Marsh", gender="F")
        borough.piece(borough.record(one, council), at="2026-01-02")
    borough.piece(ada.ours, at="2026-01-02")
    days = {"since": timezone.localdate().replace(year=2025), "until": timezone.localdate()}
    before = research_list(analyst, **days)
    seal()
    after = research_list(analyst, **days)
    assert len(before.rows) + before.too_few == len(after.rows) + after.too_few + 1
