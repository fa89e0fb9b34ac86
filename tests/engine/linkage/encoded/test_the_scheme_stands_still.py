"""A scheme never changes: encodings made last year by another agency must still meet those made today."""

import json
from importlib.resources import files

from jigsaw.engine.linkage.encoded.filters import name_filter
from jigsaw.engine.linkage.encoded.scheme import scheme
from jigsaw.engine.linkage.standardise import VERSION
from tests.engine.linkage.encoded.coding import OURS

CHANGED = "This is another scheme: give it a new name and file, and train its weights again"


def test_a_key_a_tag_and_a_filter_are_what_they_were() -> None:
    assert OURS.id == "074acc88"
    assert OURS.tag("nhs_number", "9990000018") == "xbcrZd0PkFj3"
    assert (
        name_filter(OURS, "year 1971", "adaeze").to_bytes(32, "big").hex()
        == "0013b002cc202262800410082103ec151446028600014509c01119554e103400"
    ), CHANGED


def test_names_are_made_comparable_as_the_scheme_says() -> None:
    said = (
        files("jigsaw.engine.linkage.encoded").joinpath("schemes", f"{scheme().name}.json").read_text("utf-8")
    )
    assert json.loads(said)["standardisation"] == VERSION, CHANGED
