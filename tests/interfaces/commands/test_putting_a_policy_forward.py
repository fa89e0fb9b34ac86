"""A sharing policy comes from a file: its faults are named, and it waits for signatures."""

import pytest

from jigsaw.care.sharing.domain.shipped import SHIPPED
from jigsaw.care.sharing.models import SharingLead, SharingPolicy
from tests.builders import Borough

CARE = SHIPPED / "care.toml"


@pytest.fixture
def borough(db):
    made = Borough()
    for key in ("council", "trust"):
        made.practitioner(f"{key}-guardian", made.agency(key))
    return made


def test_every_fault_of_a_file_is_named_and_nothing_is_kept(jigsaw, tmp_path):
    path = tmp_path / "wrong.toml"
    path.write_text(CARE.read_text("utf-8").replace("hours = 24", "hours = 0").replace('"never"', '"no"'))
    answer = jigsaw(f"policy check {path}")
    assert answer.code == 2
    assert "hours: give between" in answer.error
    assert "restriction 1: effect:" in answer.error
    assert jigsaw(f"policy check {CARE}").out.startswith("Sound: Sharing for care and support")


def test_a_file_is_put_forward_for_these_agencies_and_waits_for_them(jigsaw, borough):
    parties = "--party council --party trust --starts-on 2026-01-01 --ends-on 2028-01-01"
    answer = jigsaw(f"policy load {CARE} {parties}")
    assert answer.out.strip() == "Put forward: care, version 1. Each party signs it in the workspace."
    (row,) = jigsaw("policy list --json").json
    assert (row["stands"], row["not_signed_by"]) == ("not signed by all", ["council", "trust"])


def test_a_file_that_names_agencies_that_are_not_here_is_refused_with_their_keys(jigsaw, borough):
    answer = jigsaw(f"policy load {CARE}")
    assert answer.code == 2
    assert "no agency has the key slipway-homes" in answer.error
    assert not SharingPolicy.objects.exists()


def test_a_file_that_is_not_text_is_said_to_be_none(jigsaw, tmp_path):
    path = tmp_path / "picture.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert "not text in UTF-8" in jigsaw(f"policy check {path}").error


def test_who_signs_for_an_agency_is_named(jigsaw, borough):
    answer = jigsaw('policy lead trust-guardian --title "Caldicott Guardian" --telephone 01632960114')
    assert answer.out.strip() == "Named for Trust."
    lead = SharingLead.objects.get()
    assert (lead.agency_id, lead.title, lead.telephone) == ("trust", "Caldicott Guardian", "01632960114")
