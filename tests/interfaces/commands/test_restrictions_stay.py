"""What is held back stays so in what is taken away, and when everything is worked out anew."""

import pytest

from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.sealing_people import seal_person
from jigsaw.foundation.core.identity import record_id
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.foundation.organisations.queries import viewer_of
from tests.town import person_of, piece


@pytest.fixture
def held_back(town):
    """Two pieces of the GP's: what one says is withheld, the other is sealed."""
    withheld = piece("w1", "gp-contact", "2026-01-05", "G1", sens="W", words="WALLABY")
    sealed = piece("s1", "gp-contact", "2026-01-06", "G1", sens="X", words="QUOKKA")
    town.send("gp", withheld, sealed)
    return town


def ann():
    return viewer_of(Practitioner.objects.get(username="ann"))


@pytest.mark.parametrize("form", ["--csv", "--json", ""])
def test_in_a_story_that_is_taken_away(jigsaw, held_back, form):
    told = jigsaw(f"story {person_of('gp', 'G1').pk} --why 'Asked to help' --as ann {form}").out
    assert "=cmd" in told
    assert not {word for word in ("WALLABY", "QUOKKA") if word in told}


def test_when_everything_is_worked_out_anew_somebody_sealed_stays_sealed(jigsaw, town):
    key = person_of("gp", "G1").pk
    told = {"person": key, "records": [record_id("gp", "G1")], "reason": "Refuge", "let_in": [("gp", None)]}
    guardian = town.borough.viewer(town.borough.agency("gp"), "caldicott-guardian")
    seal_person(by=guardian, **told)
    assert jigsaw("rebuild").code == 0
    assert {record_id("gp", "G1"), record_id("police", "P1")} == hidden_from(ann()).records
    assert (
        jigsaw(f"story {key} --why Asked --as ann").code
        == jigsaw(f"story {record_id('x', 'y')} --as ann").code
    )
    assert "Quillfeather" not in jigsaw("people Quillfeather --as ann").out


def test_sealing_and_lifting_from_the_command_line(jigsaw, town):
    gia = town.borough.practitioner("gia", town.borough.agency("gp"), "caldicott-guardian")
    key = person_of("gp", "G1").pk
    assert jigsaw(f"sealed person {key} --let-in gp --why 'Moved to a refuge' --as ann").code == 3
    assert jigsaw(f"sealed person {key} --let-in gp --why 'Moved to a refuge' --as {gia.username}").code == 0
    assert "Quillfeather" not in jigsaw("people Quillfeather --as ann").out
    (one,) = jigsaw("sealed people --json --as gia").json
    assert jigsaw(f"sealed lift {one['seal']} --why 'She is safe' --as gia").code == 0
    assert "Quillfeather" in jigsaw("people Quillfeather --as ann").out
