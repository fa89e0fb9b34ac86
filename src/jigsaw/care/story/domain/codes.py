"""Codes as words: what a mapping turned an agency's value into is read by people, too."""

import re

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def as_words(value: str) -> str:
    """A code of ours without its hyphens ("says-friend"); what an agency wrote itself stays as it is."""
    return value.replace("-", " ") if _CODE.fullmatch(value) else value
