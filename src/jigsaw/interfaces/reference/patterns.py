"""The page of patterns, from the pack in force."""

from jigsaw.care.intake.domain.kinds import label_of
from jigsaw.care.reasons.pack import pack_of_files
from jigsaw.engine.patterns.describe import outline
from jigsaw.engine.patterns.pattern import Pattern

_HEAD = """# Patterns

Written by `scripts/write_reference` from the pack in `src/jigsaw/care/reasons/packs/first`. Change the pack, not this
page.

A pattern is an open rule over pieces. What it finds is a [reason](glossary.md#reason): a sentence, its pieces and who
holds them. The plain-English rule below is made from the definition that runs, so the two cannot drift apart. A source
of “local default” means that the numbers are ours and no publication gives them: a local group should look at them.

To write one: [write a pattern](../how-to/write-a-pattern.md).
"""


def patterns_page() -> str:
    """The whole page: the pack's fingerprint, a table of patterns, then each in full."""
    pack = pack_of_files()
    rows = [
        f"| [{one.id}](#{one.id.lower()}) | {one.name} | {one.subject} | {one.version} |"
        for one in pack.patterns
    ]
    table = "\n".join(
        ["| id | name | read on the timeline of a | version |", "| --- | --- | --- | --- |", *rows]
    )
    parts = [_HEAD.strip(), f"Fingerprint of the pack: `{pack.content_hash}`", table]
    return "\n\n".join([*parts, *map(_pattern, pack.patterns)]) + "\n"


def _pattern(one: Pattern) -> str:
    rows = {
        "What people read": one.sentence,
        "Asks": one.asks,
        "Kinds of agency asked to lead": ", ".join(one.lead),
        "Time-critical": "Yes: it stands before other reasons" if one.statutory else "No",
        "Source": one.source,
        "Owner, next review": f"{one.owner}, {one.review_on.day} {one.review_on:%B %Y}",
        "Parameters": "; ".join(f"{name} = {value}" for name, value in one.parameters.items()) or "None",
    }
    table = "\n".join(
        ["| | |", "| --- | --- |", *(f"| {name} | {_cell(text)} |" for name, text in rows.items())]
    )
    head = f'<a id="{one.id.lower()}"></a>\n\n## {one.id}: {one.name}'
    return "\n\n".join([head, table, f"It is raised when:\n\n{_rule(one)}", one.why.strip(), _examples(one)])


def _rule(one: Pattern) -> str:
    """The condition as a list, each line made from the definition."""
    return "\n".join(f"{'  ' * depth}- {text}" for depth, text in outline(one.condition, label_of))


def _examples(one: Pattern) -> str:
    """What each worked example says, and on which of its days it is raised. A test holds the pattern to every one."""
    rows = [f"- {example.says}: {_raised(example.raised)}." for example in one.examples]
    return "\n".join(["Worked examples, which a test holds it to:", "", *rows])


def _raised(days: tuple[int, ...]) -> str:
    return f"raised on day {', '.join(map(str, days))}" if days else "not raised"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
