"""The reference page of states says what the tables say."""

from pathlib import Path

from jigsaw.care.conversations.diagram import PAGE, write_states_page

ROOT = Path(__file__).parents[3]


def test_the_page_and_the_tables_agree(tmp_path):
    written = write_states_page(tmp_path / "states.md")
    assert (ROOT / PAGE).read_text("utf-8") == written.read_text("utf-8"), (
        "Run: python -m jigsaw.care.conversations.diagram"
    )
