"""A paper shown as a page: the same sections, with links to take it away as Word or PDF."""

from dataclasses import dataclass

from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.documents.paper import Block, Paper, Points, Table, all_sections


@dataclass(frozen=True)
class BlockPart:
    """One block. kind: words, points, numbered or table; what the others hold is empty."""

    kind: str
    words: str = ""
    points: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class SectionPart:
    """A heading, its level on the page (2 or 3) and what stands under it."""

    heading: str
    level: int
    blocks: tuple[BlockPart, ...]


@dataclass(frozen=True)
class PaperPage:
    """A paper as a page."""

    shell: Shell
    subtitle: str
    marking: str
    sections: tuple[SectionPart, ...]
    takes: tuple[Link, ...]


def paper_page(shell: Shell, paper: Paper, takes: tuple[Link, ...]) -> PaperPage:
    """The page. takes: where it is had as Word and PDF."""
    sections = tuple(
        SectionPart(one.heading, one.level + 1, tuple(_block(block) for block in one.blocks))
        for one in all_sections(paper)
    )
    return PaperPage(shell, paper.subtitle, paper.marking, sections, takes)


def _block(block: Block) -> BlockPart:
    if isinstance(block, Points):
        return BlockPart("numbered" if block.numbered else "points", points=tuple(block.points))
    if isinstance(block, Table):
        return BlockPart("table", block.caption, (), block.columns, tuple(tuple(row) for row in block.rows))
    return BlockPart("words", block)
