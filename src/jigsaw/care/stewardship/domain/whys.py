"""The common whys of a decision, so that the usual one is one key away and any other can be written."""

from enum import StrEnum


class Answer(StrEnum):
    """What a steward does with a pair."""

    SAME = "same"
    APART = "apart"
    LATER = "later"


RECORDS = "The two records, side by side, show it"
COMMON = (
    RECORDS,
    "One of the agencies was asked",
    "The person, or somebody close to them, was asked",
    "They are twins, or others of one family",
    "One agency registered somebody twice",
    "Two people's particulars were mixed up in one record",
)


def why_of(chosen: str, written: str) -> str:
    """The why that is kept: what was written, after the common one where that says something of its own."""
    said = written.strip()
    if not said:
        return chosen if chosen in COMMON else ""
    return said if chosen in ("", RECORDS) or chosen not in COMMON else f"{chosen}: {said}"
