"""The published parameters of the encoding. Two encodings compare only when both were made by one scheme.

The parameters stand in `schemes/encoded-3.json`, for auditors and for those who write their own encoder. A
change to any of them, or to standardisation, is a new scheme with a new name: old and new never meet.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NAME = "encoded-3"

SUPERSEDED = ("encoded-1", "encoded-2")
"""Schemes of earlier versions. What was sent by one of them is kept, and says nothing until it is sent anew."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """Lengths in bits or bytes, the number of hashes, and the fields in the order in which they are written."""

    name: str
    tag_bytes: int
    filter_bits: int
    folded_bits: int
    hashes_per_bigram: int
    padding: str
    unsalted_tags: tuple[str, ...]
    salted_filters: tuple[str, ...]
    salted_tags: tuple[str, ...]
    salted_tag_lists: tuple[str, ...]
    not_under_the_postcode: tuple[str, ...]
    block_rules: tuple[str, ...]
    most_in_a_list: int
    most_blocks: int

    @property
    def tag_letters(self) -> int:
        """How many letters a tag takes in base 64."""
        return self.tag_bytes * 4 // 3

    @property
    def filter_letters(self) -> int:
        """How many letters a folded filter takes in base 64, without the filling signs at its end."""
        return -(-self.folded_bits // 6)


@cache
def scheme() -> Scheme:
    """The scheme in force."""
    said = json.loads(files(__package__).joinpath("schemes", f"{NAME}.json").read_text("utf-8"))
    return Scheme(
        name=said["scheme"],
        tag_bytes=said["tag_bytes"],
        filter_bits=said["filter_bits"],
        folded_bits=said["folded_bits"],
        hashes_per_bigram=said["hashes_per_bigram"],
        padding=said["padding"],
        unsalted_tags=tuple(said["unsalted_tags"]),
        salted_filters=tuple(said["salted_filters"]),
        salted_tags=tuple(said["salted_tags"]),
        salted_tag_lists=tuple(said["salted_tag_lists"]),
        not_under_the_postcode=tuple(said["not_under_the_postcode"]),
        block_rules=tuple(said["block_rules"]),
        most_in_a_list=said["most_in_a_list"],
        most_blocks=said["most_blocks"],
    )
