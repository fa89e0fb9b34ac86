"""The page of the rules of access, from the files in Cedar: for those who answer for information governance."""

from itertools import groupby

from jigsaw.foundation.access.domain import Outcome
from jigsaw.foundation.access.rules.reading import Rule, shipped_rules

_HEAD = """# Who may see what: the rules of access

Written by `scripts/write_reference` from the files in `src/jigsaw/foundation/access/rules`. Change those files, not
this page.

Whenever somebody wants to look, search, read or export, these rules are asked. The answer is yes, no, or “somebody else
weighs it” (a review), and it carries the sentence below of the rule that decided.

How an answer comes about:

1. **What no rule allows is refused.** There is no rule that allows everything but for Jigsaw's own work.
2. **A rule that refuses wins** over every rule that allows.
3. **A rule that asks for a review** stands in the way of a yes until a named person has decided. Where the answer would
   be no anyway, it is no.
4. Where several rules lead to the same answer, the first of this page is named.

Each rule stands here three times: the sentence that people are shown, its basis, and its exact words in
[Cedar](https://www.cedarpolicy.com), which is what decides. A schema says what the rules may speak of; Jigsaw does not
serve with a rule that does not fit it (`jigsaw doctor` looks too). A second way of deciding, written apart, is asked a
million random questions beside this one (`make fuzz-access`) and must agree.
"""
_TITLES = {
    "05-sealed-people": "When a person is sealed",
    "10-agreements": "Sharing agreements",
    "20-seals": "What an agency withholds",
    "30-police": "Police and law enforcement",
    "40-third-party-words": "Words by which somebody else can be known",
    "45-serious-harm": "What could do serious harm",
    "50-objections": "When the person objects",
    "55-deaths": "After a death",
    "60-research": "Research",
    "70-roles": "What a role includes",
    "75-care": "Care, safeguarding, panels and reviews",
    "80-the-person": "The person",
    "85-supporters": "Supporters",
    "90-jigsaw": "Jigsaw itself",
}
_WHAT = {Outcome.PERMIT: "Allows", Outcome.DENY: "Refuses", Outcome.REVIEW: "Asks for a review"}


def access_page() -> str:
    """The whole page: the rules of each file under a heading, in the order in which they are named."""
    by_file = groupby(shipped_rules().by_id.values(), lambda rule: rule.file.removesuffix(".cedar"))
    parts = [f"## {_TITLES[file]}\n\n" + "\n\n".join(map(_told, rules)) for file, rules in by_file]
    return "\n\n".join([_HEAD.strip(), *parts]) + "\n"


def _told(rule: Rule) -> str:
    said = f"### `{rule.id}`\n\n**{_WHAT[rule.outcome]}.** “{rule.plain}”\n\nBasis: {rule.basis}."
    body = "\n".join(line for line in rule.text.splitlines() if not line.startswith("@"))
    return f"{said}\n\n```cedar\n{body}\n```"
