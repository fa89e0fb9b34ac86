"""The page of patterns, from the pack in force."""

from jigsaw.care.intake.domain.kinds import label_of
from jigsaw.care.reasons.pack import FIRST, pack_of_files, vocabulary
from jigsaw.engine.patterns.areas import read_areas
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

_NOT_CARRIED = """
## Rules that no piece can carry

The pack follows a list of 28 rules that was drawn from reviews, standards and law. Some of it no pattern can carry:

- **R26, a stale entry in a directory of services**, is about an entry and not about a person, a home or a pair.
  Pieces are about people and homes, so nothing here reads it.
- **R10 and R24, closing for missed appointments, or with nowhere to turn**: a pattern can ask afterwards. It cannot
  stop an agency's own system from closing an episode, and Jigsaw never writes to one.
- **R13, R14 and R28, clocks of hours**: a pattern fires at its minute, but hears of a piece only when its agency
  sends it. Where a feed comes once a day, so does the answer. None of them is a monitor or an alarm.
- **R20, the sixteen items of the record of a use of force**: the trust's system says when all are there. The items
  themselves are not read, for they tell more of a person and of staff than a reason needs.
- **R22, two agencies with two addresses**: what is compared is what agencies state, each with the day from which it is
  so: how somebody lives, carer, capacity, medicines, allergies. The address on a source record is no such statement.
  It comes with the day on which the record was sent, not with the day of a move, and it stands until that agency hears
  of one; an agency that sees somebody once a year is not contradicted by the new address of another, it is late. With
  the address alone the two cannot be told apart, and a reason would be raised for a large part of all who ever moved.
  Nothing is hidden by this: the person's page tells where every agency's record says that they live, since when, and
  which of them say otherwise; and what happens at a former home is read by R05 and R07, which go by homes. An agency
  that states where somebody lives (`accommodation`) is compared.
- **R28, the chart of an early warning score** and its tables belong to the Royal College of Physicians and are not in
  here. Which step was reached is a piece, as the ward's own system tells it; how soon each step asks for somebody is in
  the pattern. How often a ward measures after that, and who comes, is the ward's own procedure: no piece says it.
"""
_NO_AREA = """No area has numbers of its own in this pack. How to give one some:
[write a pattern](../how-to/write-a-pattern.md#numbers-of-your-own-area).""".replace("\n", " ")


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
    parts = [
        _HEAD.strip(),
        f"Fingerprint of the pack: `{pack.content_hash}`",
        table,
        _NOT_CARRIED.strip(),
        _areas(),
    ]
    return "\n\n".join([*parts, *map(_pattern, pack.patterns)]) + "\n"


def _areas() -> str:
    """What each area sets otherwise, beside the pack's own number."""
    areas, _ = read_areas(FIRST, vocabulary())
    rows = [
        f"| `{area.key}` | {pattern} | {name} | {_own(pattern, name)} | {value} | {area.agreed_by} |"
        for area in areas.values()
        for pattern, numbers in area.numbers.items()
        for name, value in numbers.items()
    ]
    rows += [
        f"| `{area.key}` | {one} | | | left out | {area.agreed_by} |"
        for area in areas.values()
        for one in area.leaves_out
    ]
    if not rows:
        return f"## Areas\n\n{_NO_AREA}"
    head = [
        "| area | pattern | parameter | in the pack | there | agreed by |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join(["## Areas", "", *head, *rows])


def _own(pattern_id: str, name: str) -> int | str:
    pattern = pack_of_files().pattern(pattern_id)
    return pattern.parameters[name] if pattern else ""


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
