import pytest

from jigsaw.foundation.documents.paper import Paper, Points, Section, Table


@pytest.fixture
def paper():
    """A paper with one of everything, and words that look like markup."""
    rows = [("3 March 2026", "Said: <b>wait</b> & see\nthen left"), ("4 March 2026", "Fran\x0b came")]
    return Paper(
        title="Before the conversation",
        subtitle="Made on 5 March 2026",
        footer="For the team",
        withheld="2 pieces are not shown to you.",
        sections=(
            Section(
                "What brings us together", ("Three agencies wrote.", Points(("One", "Two"), numbered=True))
            ),
            Section("Pieces", (Table("Every piece", ("Day", "What"), rows, (0.3, 0.7)),), level=2),
        ),
    )
