"""The page of kinds of piece, from kinds.toml."""

from itertools import groupby

from jigsaw.care.intake.domain.kinds import Kind, Shape, all_kinds, all_tags

_HEAD = """# Kinds of piece

Written by `scripts/write_reference` from `src/jigsaw/care/intake/kinds.toml`. Change that file, not this page.

A piece is of one kind. A kind has one shape:

- an **event** happened at a moment;
- an **involvement** went on from a start to an end (a referral, a tenancy, a package of support);
- a **state** was so from a start (a legal status, where somebody lives, a warning marker).

A feed's mapping leads each local code to one of these codes. A local code that leads to none sends its row to
quarantine. Patterns and screens choose kinds by their tags.
"""
_TITLES = {Shape.EVENT: "Events", Shape.INVOLVEMENT: "Involvements", Shape.STATE: "States"}


def kinds_page() -> str:
    """The whole page: one table for each shape, in the order of the file."""
    by_shape = groupby(sorted(all_kinds().values(), key=lambda kind: list(Shape).index(kind.shape)), _shape)
    tables = [f"## {_TITLES[shape]}\n\n{_table(list(kinds))}" for shape, kinds in by_shape]
    tags = [f"| `{code}` | {tag.means} |" for code, tag in all_tags().items()]
    explained = "\n".join(["| tag | meaning |", "| --- | --- |", *tags])
    return "\n\n".join([_HEAD.strip(), explained, *tables]) + "\n"


def tags_in_use() -> frozenset[str]:
    """Every tag that a kind bears."""
    return frozenset(tag for kind in all_kinds().values() for tag in kind.tags)


def _shape(kind: Kind) -> Shape:
    return kind.shape


def _table(kinds: list[Kind]) -> str:
    rows = [
        f"| `{kind.code}` | {kind.label} | {kind.group} | {', '.join(sorted(kind.tags))} |" for kind in kinds
    ]
    return "\n".join(["| code | on screens | heading | tags |", "| --- | --- | --- | --- |", *rows])
