"""The table of cells against principles that are stated here, not read off the pages: a row that was taken unread and
is too generous is found by the principle that it breaks.
"""

import pytest

from tests.proofs import table
from tests.proofs.world import COUNCIL_ROLES, READERS, SUBJECTS

OPEN, SHUT = ("opens", "done", "on", "faulty"), ("nothing", "refused", "sign in", "no such act")
"""What came of asking: something was shown, done or could have been; or nothing was. “Asks why” is neither: it says
that there is somebody, and shows nothing of them.
"""
PUBLIC = {
    "sign_in",
    "sign_in_code",
    "sign_in_passkey",
    "ask_passkey",
    "sign_in_with",
    "sign_in_back",
    "sign_in_ended",
    "bind",
    "sign_out",
    "own_sign_in",
    "own_start",
    "own_leave",
    "supporting_sign_in",
    "supporting_start",
    "supporting_leave",
    "design",
    "healthz",
    "outside",
}
OWN_DOOR = {
    "own_record", "own_story", "own_looks", "own_look", "own_supporters", "own_supporter", "own_wishes", "own_safe",
}  # fmt: skip
SUPPORTERS_DOOR = {"supporting_read", "supporting_safe"}
WITHOUT_PEOPLE = ("analyst", "privacy-officer", "board")
"""Roles whose work is with no single person."""
ABOUT_SOMEBODY = (
    "person",
    "home",
    "wishes",
    "supporter",
    "own_account",
    "looks_paper",
    "break_glass",
    "seal_person",
    "restrict_piece",
    "conversation",
    "reason",
    "finish_action",
    "hand_on_action",
    "answer_for_action",
    "risk_",
)
ROOMS = {
    "quarantine": {"steward"},
    "mend_row": {"steward"},
    "set_aside_row": {"steward"},
    "joins": {"steward"},
    "join": {"steward"},
    "join_decisions": {"steward"},
    "undo_join": {"steward"},
    "looks_again": {"steward"},
    "look_again": {"steward"},
    "talk_over": {"steward"},
    "why_apart": {"steward"},
    "next_join": {"steward"},
    "agreement": {"manager", "steward"},
    "review": {"manager", "steward"},
    "review_pair": {"steward"},
    "look_questions": {"privacy-officer"},
    "look_question": {"privacy-officer"},
    "odd_looks": {"privacy-officer"},
    "odd_look": {"privacy-officer"},
    "broken_glass": {"manager"},
    "review_glass": {"manager"},
    "undelivered": {"manager", "steward"},
    "settle_message": {"manager", "steward"},
    "health": {"manager", "privacy-officer"},
    "stop_pattern": {"manager"},
    "start_pattern": {"manager"},
    "sharing_draft": {"manager"},
    "sharing_draft_whole": {"manager"},
    "sharing_draft_part": {"manager"},
    "begin_sharing_draft": {"manager", "police"},
    "change_sharing_policy": {"manager", "police"},
    "sign_sharing_policy": {"manager", "police"},
    "leave_sharing_policy": {"manager", "police"},
    "share_decide": {"manager"},
    "read_notice": {"practitioner"},
}
"""Rooms of one duty, and whose it is: for everybody else they are shut, whatever is asked there. The police's lead for
sharing is among them; what stands in a policy every worker may read, so that there only the act is shut.
"""
OPEN_TO_READ = ("sign_sharing_policy", "leave_sharing_policy")


@pytest.fixture(scope="module")
def cells():
    return table.read()


def broken(cells, holds):
    """The cells of which a principle does not hold, each in words."""
    return [
        f"{'/'.join(key)} {reader}: {told[reader]}"
        for key, told in cells.items()
        for reader in READERS
        if not holds(key, reader, told)
    ]


def test_every_cell_says_something(cells):
    assert not broken(cells, lambda key, reader, told: told[reader])


def test_nobody_who_is_not_signed_in_gets_more_than_a_door(cells):
    def holds(key, reader, told):
        return reader != "anonymous" or key[0] in PUBLIC or told[reader] in ("sign in", "no such act")

    assert not broken(cells, holds)


def test_whoever_has_left_gets_what_a_stranger_gets(cells):
    assert not broken(cells, lambda key, reader, told: reader != "left" or told[reader] == told["anonymous"])


def test_the_person_and_their_supporter_open_their_own_doors_and_no_page_of_the_workspace(cells):
    def holds(key, reader, told):
        doors = {"themselves": OWN_DOOR, "supporter": SUPPORTERS_DOOR}
        return reader not in doors or key[0] in doors[reader] or told[reader] == told["anonymous"]

    assert not broken(cells, holds)
    assert cells["supporting_read", "GET", "-"]["supporter"] == "opens"
    assert (
        cells["own_record", "GET", "-"]["themselves"]
        == cells["own_look", "GET", "own"]["themselves"]
        == "opens"
    )


def test_no_worker_opens_a_persons_own_door(cells):
    workers, doors = set(READERS) - {"themselves", "supporter"}, OWN_DOOR | SUPPORTERS_DOOR
    assert not broken(
        cells, lambda key, reader, told: key[0] not in doors or reader not in workers or told[reader] in SHUT
    )


def test_what_is_not_there_opens_to_nobody(cells):
    said = {"review_pair", "settle_message"}  # lead on to what waits next, which says nothing of this one

    def holds(key, reader, told):
        return key[2] != "unknown" or key[0] in said or told[reader] in (*SHUT, "refused")

    assert not broken(cells, holds)


def test_for_an_agency_that_shares_no_more_everybody_is_as_nobody(cells):
    def holds(key, reader, told):
        nobody = cells.get((key[0], key[1], "unknown"), cells.get((key[0], "POST", "unknown")))
        return reader != "ended" or key[2] not in SUBJECTS or not nobody or told[reader] == nobody[reader]

    of_people = {key: told for key, told in cells.items() if key[0].startswith(ABOUT_SOMEBODY)}
    assert len(of_people) > 200
    assert not broken(of_people, holds)


def test_who_works_with_no_single_person_opens_nothing_about_one(cells):
    def holds(key, reader, told):
        about = key[0].startswith(ABOUT_SOMEBODY) and "<" not in key[0] and key[2] != "-"
        return reader not in WITHOUT_PEOPLE or not about or told[reader] in SHUT

    assert not broken(cells, holds)


def test_a_sealed_piece_changes_nothing_for_whoever_may_not_know_of_it(cells):
    def holds(key, reader, told):
        if key[2] not in ("sealed", "withheld") or reader == "police" or key[0] == "restrict_piece":
            return True
        return told[reader] == cells[key[0], key[1], "others"][reader]

    assert not broken(cells, holds)


def test_who_is_sealed_is_nobody_for_all_but_those_who_are_let_in(cells):
    def holds(key, reader, told):
        if key[2] != "hidden" or reader == "police" or key[1] == "SENT":
            return True
        return told[reader] == cells[key[0], key[1], "unknown"][reader]

    assert len([key for key in cells if key[2] == "hidden"]) > 40
    assert not broken(cells, holds)


def test_another_agencys_people_are_not_opened_without_a_reason(cells):
    """The council has no open work with them: the first page asks why, and so does every other."""

    def holds(key, reader, told):
        theirs = key[2] in ("others", "sealed", "withheld", "objected", "died") and key[1] in ("GET", "POST")
        of_one = key[0].startswith(("person", "home", "wishes", "supporter", "own_account", "looks_paper"))
        mine = reader in (*COUNCIL_ROLES, "amhp", "invited")
        return not (theirs and of_one and mine) or told[reader] in (*SHUT, "asks why")

    assert not broken(cells, holds)


def test_who_objects_and_who_died_are_not_opened_by_a_reason_alone(cells):
    for about in ("objected", "died"):
        told = cells["person", "REASON", about]
        assert not [reader for reader in READERS if told[reader] == "opens"], about


def test_a_room_of_one_duty_is_shut_for_everybody_else(cells):
    def holds(key, reader, told):
        reads = key[0] in OPEN_TO_READ and key[1] != "SENT"
        return key[0] not in ROOMS or reads or reader in ROOMS[key[0]] or told[reader] in SHUT

    assert not broken(cells, holds)
    assert {key[0] for key in cells} >= ROOMS.keys()


def test_only_the_agency_that_holds_a_piece_says_who_sees_it(cells):
    for (name, _, about), told in cells.items():
        if name == "restrict_piece":
            wrong = {one for one in READERS if told[one] in OPEN} - (
                {"police"} if about != "own" else set(READERS)
            )
            assert not wrong, about
    assert cells["restrict_piece", "GET", "own"]["police"] in SHUT


def test_who_takes_no_part_in_a_conversation_knows_of_none(cells):
    """The police are not invited. The trust is."""
    outside = ("police", "ended", *WITHOUT_PEOPLE)

    def holds(key, reader, told):
        inside = (
            key[0].startswith(("conversation_", "risk_", "finish_", "hand_on", "answer_for"))
            or key[0] == "conversation"
        )
        asked = (
            inside
            and key[2] in ("own", "closed")
            and not key[0].startswith(("conversation_first", "conversation_kind", "conversation_details"))
        )
        return reader not in outside or not asked or told[reader] in ("nothing", "no such act", "refused")

    assert not broken(cells, holds)
    assert cells["conversation", "GET", "own"]["invited"] == "opens"


def test_whether_an_act_exists_tells_nothing_of_whom_it_is_about(cells):
    """405 is of the address alone: told for one and not for another it would say which is there."""
    for name, method, about in cells:
        others = [told for key, told in cells.items() if key[:2] == (name, method)]
        for reader in READERS:
            came = {told[reader] == "no such act" for told in others}
            assert len(came) == 1, (name, method, about, reader)


def test_every_write_is_asked_and_nobody_is_forgotten(cells):
    """Every route is asked by POST; and where it has a form, with the form filled in."""
    asked = {key[0] for key in cells if key[1] == "POST"}
    assert asked == {key[0] for key in cells}
    assert len({key[0] for key in cells if key[1] == "SENT"}) > 60
