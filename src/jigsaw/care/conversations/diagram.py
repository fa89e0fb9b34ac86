"""Write the page of states into the documentation: `python -m jigsaw.care.conversations.diagram`."""

from pathlib import Path

from jigsaw.care.conversations.domain.diagram import states_page

PAGE = Path("docs/reference/conversation-states.md")


def write_states_page(page: Path = PAGE) -> Path:
    """Write the states' page, and answer where it stands."""
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(states_page(), "utf-8")
    return page


if __name__ == "__main__":
    write_states_page()
