"""What is published with a pack: measured by group with nobody to be known, and the records that go with it."""

from datetime import date
from uuid import UUID

import pytest
from docx import Document

from jigsaw.care.reasons.auditing import Measured
from jigsaw.care.reasons.pack import pack_of_files
from jigsaw.engine.patterns.auditing.tallies import Tallies
from jigsaw.interfaces.audit_pack.contents import report_of
from jigsaw.interfaces.audit_pack.page import page_of
from jigsaw.interfaces.audit_pack.report import Table
from jigsaw.interfaces.audit_pack.word import write_word

PEOPLE = [UUID(int=number) for number in range(1, 201)]
EAST, WEST = PEOPLE[:100], PEOPLE[100:]
TEN_DAYS = 14_400


@pytest.fixture
def measured():
    """200 people: R03 found 60 of the east and 20 of the west; 40 came to harm, of whom 30 had a reason before."""
    tallies = Tallies(pack_of_files(), 0, 2)
    tallies.looked_at["person"] = 200
    found = [*EAST[:60], *WEST[:20]]
    tallies.raised["R03"] = {str(one): [TEN_DAYS] for one in found}
    tallies.by_chance["R03"], tallies.at_a_steady_rate["R03"] = [70, 90], [20, 20]
    tallies.without["R03", "police-call"].lost.update(str(one) for one in EAST[:40])
    harmed = {one: [2 * TEN_DAYS] for one in [*EAST[:30], *WEST[90:]]}
    groups = {"Part": {one: "East" if one in EAST else "West" for one in PEOPLE}}
    return Measured(tallies.pack, date(2026, 1, 1), date(2026, 6, 30), ("death",), tallies, harmed, groups)


def table(measured, caption):
    blocks = [block for section in report_of(measured).sections for block in section.blocks]
    (found,) = [block for block in blocks if isinstance(block, Table) and block.caption == caption]
    return {row[0]: row[1:] for row in found.rows}


def test_chance_stands_beside_what_was_found(measured):
    told = table(measured, "Found, and found by chance")["R03 Urgent contacts with several agencies"]
    assert told == ("200 people", "80", "80 (70 to 90)", "20 (20 to 20)", "25%")


def test_shares_by_group_have_their_limits(measured):
    told = table(measured, "By part")
    assert told["R03 Urgent contacts with several agencies"] == (
        "60.0% (50.2% to 69.1%)",
        "20.0% (13.3% to 28.9%)",
    )


def test_the_kind_of_piece_behind_a_difference_is_named(measured):
    east, *_ = rows_of(measured, "Where a group differs from all others, at 95 % confidence")
    assert east[1:] == ("East (part)", "3.00 (1.96 to 4.58)", "Call to police: 1.00")


def test_a_reason_after_a_harm_did_not_come_before_it(measured):
    early = {one: [TEN_DAYS] for one in EAST[:30]}
    before = Measured(**{**vars(measured), "harmed": early})
    assert (len(measured.reached()), len(before.reached())) == (30, 0)


def test_a_reason_of_long_ago_did_not_come_before_it_either(measured):
    late = Measured(**{**vars(measured), "harmed": {one: [200 * 24 * 60] for one in EAST[:30]}})
    assert late.reached() == set()


def test_a_small_group_is_hidden_and_so_is_the_one_it_could_be_had_from(measured):
    groups = {"Part": {**measured.groups["Part"], PEOPLE[0]: "North"}}
    told = table(Measured(**{**vars(measured), "groups": groups}), "By part")
    assert told["R03 Urgent contacts with several agencies"].count("hidden") == 2


def test_the_hazard_log_gets_what_was_measured(measured):
    told = table(measured, "For the hazard log")
    assert told["A pattern misses"][-1] == "40 people came to recorded harm; 30 had a reason before"
    assert told["Some groups are troubled more, or missed more"][-1].startswith("2 differences")


def test_what_only_the_organisation_can_say_is_left_for_it_to_say(measured):
    told = table(measured, "Tier 2: owner and responsibility")
    assert told["Senior responsible owner"] == ("For the organisation that uses it to say.",)
    assert told["Team"] == ("Owners of the patterns: Reasons group",)


def test_the_page_and_the_document_say_the_same(measured, tmp_path):
    report = report_of(measured)
    write_word(report, tmp_path / "report.docx")
    document = Document(str(tmp_path / "report.docx"))
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings == [section.title for section in report.sections]
    cells = {cell.text for each in document.tables for row in each.rows for cell in row.cells}
    assert all(text in page_of(report) for text in ("80 (70 to 90)", "3.00 (1.96 to 4.58)"))
    assert {"80 (70 to 90)", "3.00 (1.96 to 4.58)"} <= cells


def test_nobody_is_named(measured):
    assert not [one for one in PEOPLE if str(one) in page_of(report_of(measured))]


def rows_of(measured, caption):
    blocks = [block for section in report_of(measured).sections for block in section.blocks]
    return next(block.rows for block in blocks if isinstance(block, Table) and block.caption == caption)
