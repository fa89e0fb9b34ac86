"""What stands between a conversation and its end, as plain sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jigsaw.care.conversations.domain.kinds import Kind, undecided, wrong_decision
from jigsaw.foundation.core.time import day_words


@dataclass(frozen=True)
class OpenAction:
    """An action that is not done: what, whose, by when."""

    what: str
    owner: str
    due_on: date


def open_action_sentence(action: OpenAction) -> str:
    """One open action as a line of the list: "Visit on Friday (St Brannock Housing, by 3 May 2026)"."""
    return f"{action.what} ({action.owner}, by {day_words(action.due_on)})"


def hindrances(
    kind: Kind,
    *,
    open_actions: Sequence[OpenAction],
    outcome: str,
    review_on: date | None,
    answers: Mapping[str, str],
    decided: Mapping[str, str] | None = None,
) -> list[str]:
    """Everything that stands in the way of closing; nothing when it may close.

    answers: to the closing questions; decided: to those asked before deciding, recorded earlier.
    """
    found = [f"Still open: {open_action_sentence(action)}" for action in open_actions]
    chosen = kind.outcome(outcome)
    if chosen is None:
        found.append("Choose an outcome from the list")
    elif chosen.needs_review_date and review_on is None:
        found.append("Give the date of the next conversation")
    told = decided or {}
    found += [f"Record this first, before deciding: {words}" for words in undecided(kind, told)]
    if chosen and not undecided(kind, told) and (why := wrong_decision(kind, outcome, told)):
        found.append(why.rstrip("."))
    asked = kind.asked_when("closing")
    found += [f"Answer: {question.words}" for question in asked if not answers.get(question.key, "").strip()]
    return found
