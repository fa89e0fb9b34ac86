"""The reference page of states, written from the tables so that it cannot say something else."""

from collections.abc import Iterable

from jigsaw.care.conversations.domain.states import ACTION_STEPS, STEPS, ActionState, State, Step

_HEAD = """# States of a conversation

Written by `jigsaw.care.conversations.diagram` from the tables in `care/conversations/domain/states.py`.
Change the tables, not this page.
"""


def _name(state: str) -> str:
    return state.replace(" ", "_")


def mermaid(states: Iterable[str], steps: Iterable[Step], start: str) -> str:
    """The states and steps as a Mermaid state diagram. States with no way out lead to the end mark."""
    steps = tuple(steps)
    ends = [state for state in states if all(step.before != state for step in steps)]
    lines = [f"    [*] --> {_name(start)}"]
    lines += [f"    {_name(step.before)} --> {_name(step.after)}: {step.verb}" for step in steps]
    lines += [f"    {_name(state)} --> [*]" for state in ends]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def table(steps: Iterable[Step]) -> str:
    """The steps as a table."""
    rows = [f"| {step.verb} | {step.before} | {step.after} | {step.needs} |" for step in steps]
    return "\n".join(["| step | from | to | needs |", "| --- | --- | --- | --- |", *rows])


def states_page() -> str:
    """The whole page."""
    parts = [
        _HEAD,
        mermaid(State, STEPS, State.CALLED),
        table(STEPS),
        "## Actions\n\nWhat a conversation agrees has states of its own. It closes once none is open.",
        mermaid(ActionState, ACTION_STEPS, ActionState.OPEN),
        table(ACTION_STEPS),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"
