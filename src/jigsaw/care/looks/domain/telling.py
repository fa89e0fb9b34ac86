"""A look told to the person in plain words: who by role and agency, why, and what they saw. No word of a piece."""

from collections.abc import Callable, Mapping

WORKERS = {
    "practitioner": "A worker",
    "steward": "Somebody who keeps records right",
    "manager": "A manager",
    "analyst": "Somebody who counts things",
    "privacy-officer": "A privacy officer",
}
_GROUPS = {
    "Health": "your health",
    "Urgent health": "times when you needed help quickly",
    "Emergency services": "999 calls, and the police",
    "Social care": "help from the council",
    "Home": "your home",
    "Support": "help from charities and groups",
    "Law": "your rights and the law",
    "People": "people around you",
}
OTHER = "other things"
_BY_RULE = {
    "team-involved": "Their team works with you.",
    "agency-knows-them": "Their agency works with you.",
    "own-piece": "Their agency works with you.",
    "reason-asks": "Several things that happened made them think that you might need help.",
    "conversation-called": "They were asked to a meeting about how to help you.",
    "own-conversation": "They were asked to a meeting about how to help you.",
    "safeguarding": "They were worried that somebody might not be safe.",
}
_BY_ACT = {
    "looked at a conversation": "There was a meeting about how to help you.",
    "looked at a reason": "Several things that happened made them think that you might need help.",
    "asked why": "They checked what the computer found.",
    "looked at joins": "They checked that records with your name are really about you.",
    "read an answer about sharing": "They asked if they may share something about you.",
    "named to ask whether to share": "They asked if they may share something about you.",
}
_BY_WHY = {
    "A reason asks my agency": "reason-asks",
    "A conversation that my agency takes part in": "conversation-called",
}
"""What led a worker there stays the reason of the day; the rule is then that a reason was given."""
_WORDS_SHOWN = ("said-why", "break-glass")
_PURPOSES = {
    "keeping records right": "They checked that records with your name are really about you.",
    "overseeing": "They checked how other workers used your record.",
    "planning": "They planned services.",
}
BROKE = "broke the glass"
CARE = "It was part of their work. You can ask for more."


def rule_of(rule: str, why: str) -> str:
    """The rule that a look stands on: what led the worker there, where no worker gave the reason."""
    return _BY_WHY.get(why, rule)


def why_told(act: str, why: str, detail: Mapping[str, object], is_of_a_list: bool) -> str:
    """Why they looked. What a worker typed is given where they were told that the person can read it, and not where
    they said that somebody may not be safe: it can name somebody else, or warn whoever is the danger.
    """
    rule = rule_of(str(detail.get("rule", "")), why)
    if act == BROKE or rule == "break-glass":
        return f"It was urgent. They said: “{why.removeprefix('Broke the glass: ')}”"
    if detail.get("purpose") == "safeguarding":
        return _BY_RULE["safeguarding"]
    if rule in _WORDS_SHOWN and why:
        return f"They said: “{why}”"
    if rule in _BY_RULE:
        return _BY_RULE[rule]
    if act in _BY_ACT:
        return _BY_ACT[act]
    if is_of_a_list:
        return "You were on a list that they read for their work."
    return _PURPOSES.get(str(detail.get("purpose")), CARE)


def saw_told(
    shown: Mapping[str, int], group_of: Callable[[str], str], is_of_a_list: bool, withheld: int
) -> tuple[str, ...]:
    """What they saw, in sentences. shown: how many of each kind, of those that the person may know of."""
    if is_of_a_list:
        return ("Your name, on a list with other people.",)
    counts: dict[str, int] = {}
    for kind, number in shown.items():
        words = _GROUPS.get(group_of(kind), OTHER)
        counts[words] = counts.get(words, 0) + number
    saw = tuple(
        f"{number} {'note' if number == 1 else 'notes'} about {words}." for words, number in counts.items()
    )
    hidden = ("Some of what an agency wrote was hidden from them.",) if withheld else ()
    return ("Your name.", *saw, *hidden)
