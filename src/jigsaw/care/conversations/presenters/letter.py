"""The letter to the person as a paper. No mark on it says from where it comes, so that it can lie on a table."""

from collections.abc import Iterator
from itertools import groupby

from jigsaw.care.conversations.models import Conversation
from jigsaw.care.conversations.queries import letter_for_person, what_person_was_told
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.documents.paper import Block, Paper, Points, Section

TITLE = "What we talked about, and what we do next"


def letter_paper(viewer: Viewer, row: Conversation) -> Paper:
    """As it was given last; as it is drafted, while nobody gave one."""
    told = what_person_was_told(viewer, row)
    words = told.letter if told and told.was_told else letter_for_person(viewer, row)
    return Paper(TITLE, (Section("For you", tuple(_blocks(words))),), marking="")


def _blocks(words: str) -> Iterator[Block]:
    """Paragraphs; and where lines begin with a dash, a list."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    for is_point, some in groupby(lines, key=lambda line: line.startswith("- ")):
        if is_point:
            yield Points(tuple(line.removeprefix("- ") for line in some))
        else:
            yield from some
