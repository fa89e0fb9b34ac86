"""A scheme never changes: encodings made last year by another agency must still meet those made today."""

import json
from importlib.resources import files

from jigsaw.engine.linkage.encoded.filters import name_filter
from jigsaw.engine.linkage.encoded.scheme import scheme
from jigsaw.engine.linkage.standardise import VERSION
from tests.engine.linkage.encoded.coding import OURS

CHANGED = "This is another scheme: give it a new name and file, and train its weights again"


def test_a_key_a_tag_and_a_filter_are_what_they_were() -> None:
    assert OURS.id == "ac01999b"
    assert OURS.tag("nhs_number", "9990000018") == "OjD6y6awO82b"
    assert (
        name_filter(OURS, "year 1971", "adaeze").to_bytes(32, "big").hex()
        == "0000e060744024190420a20800090c204aa41c2b024b10a1040683522340a51c"
    ), CHANGED


def test_names_are_made_comparable_as_the_scheme_says() -> None:
    said = (
        files("jigsaw.engine.linkage.encoded").joinpath("schemes", f"{scheme().name}.json").read_text("utf-8")
    )
    assert json.loads(said)["standardisation"] == VERSION, CHANGED
