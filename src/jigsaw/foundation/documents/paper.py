"""A paper as sections of paragraphs, lists and tables, whatever it is then written as."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MARKING = "Official – sensitive: personal"


@dataclass(frozen=True)
class Points:
    """A list of points; numbered where their order says something."""

    points: Sequence[str]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a caption and a header row that is repeated on each page; its first column names the row.

    Each row is as long as columns; widths, if given, are the columns' shares of the line, and add up to 1.
    """

    caption: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """A cell that slides under another heading tells an untruth: refuse it here."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("each row of a table is as long as its columns")
        if self.widths and len(self.widths) != len(self.columns):
            raise ValueError("widths, where given, are one for each column")


Block = str | Points | Table


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it, in order. level: 1 for a chapter, 2 and 3 for parts of it."""

    heading: str
    blocks: tuple[Block, ...] = ()
    level: int = 1


@dataclass(frozen=True)
class Paper:
    """What is handed over.

    marking: stands at the top of each page. withheld: what the reader is not shown, said at the end; empty where
    nothing is. footer: stands beside the page number, such as who it was made for and when.
    """

    title: str
    sections: tuple[Section, ...]
    subtitle: str = ""
    marking: str = MARKING
    withheld: str = ""
    footer: str = ""
    language: str = "en-GB"


def readable(text: object) -> str:
    """A text without the control signs that no file format holds; line breaks and tabs stay."""
    written = str(text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in written if sign in "\n\t" or _is_writable(ord(sign)))


def all_sections(paper: Paper) -> Iterable[Section]:
    """The sections, and at the end what is withheld."""
    yield from paper.sections
    if paper.withheld:
        yield Section("What is not shown here", (paper.withheld,))


def _is_writable(code: int) -> bool:
    """XML 1.0, section 2.2: the signs a document may hold."""
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
