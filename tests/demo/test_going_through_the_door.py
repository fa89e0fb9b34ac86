"""The borough's folders are accepted by the same door as a real agency's, but for what was broken on purpose."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from jigsaw.care.intake.domain.mapping_check import check_folder
from jigsaw.care.intake.domain.rows import read_file

NOW = datetime(2026, 10, 1, tzinfo=UTC)
AGENCIES = (
    "lantern-night-line", "slipway-homes", "st-brannock-ambulance", "st-brannock-council", "st-brannock-general",
    "st-brannock-mental-health", "st-brannock-police", "st-brannock-practices",
)  # fmt: skip


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_mapping_is_sound_and_every_file_is_mapped(borough, agency):
    checked = check_folder(borough / "agencies" / agency)
    assert checked.mapping.agency.key == agency
    assert checked.unmapped == ()


@pytest.mark.parametrize("agency", AGENCIES)
def test_only_rows_broken_on_purpose_are_refused(borough, truth, agency):
    refused = Counter()
    for path, said in check_folder(borough / "agencies" / agency).files:
        refused[path.stem] += sum(answer.refusal is not None for answer in read_file(path, said, NOW))
    broken = Counter(row["file"] for row in truth("faults") if row["agency"] == agency)
    assert +refused == broken


def test_every_agency_of_the_borough_is_checked(borough):
    assert tuple(sorted(folder.name for folder in (borough / "agencies").iterdir())) == AGENCIES


def test_the_hospital_tells_of_calls_by_the_ambulance_services_numbers(borough):
    told = {agency: incidents(borough, agency) for agency in ("st-brannock-ambulance", "st-brannock-general")}
    shared = told["st-brannock-ambulance"] & told["st-brannock-general"]
    assert shared
    assert shared == told["st-brannock-general"]


def incidents(borough, agency):
    read = (read_file(path, said, NOW) for path, said in check_folder(borough / "agencies" / agency).files)
    statements = (one for answers in read for answer in answers for one in answer.statements)
    return {one.incident for one in statements if getattr(one, "incident", "")}
