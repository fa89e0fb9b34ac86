"""The states of a referral as one table, with the days that each may last. No state refuses a need.

A panel looks at quality. It may ask for more, or say under which conditions it agrees; an eligible need is met all the
same (Care Act 2014, sections 18 and 24): so there is no step “refuse”.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a referral stands."""

    WAITING = "waiting"
    AGREED = "agreed"
    CONDITIONS = "agreed with conditions"
    RETURNED = "returned with advice"
    DEFERRED = "deferred"
    ESCALATED = "escalated"
    APPEALED = "appealed"


@dataclass(frozen=True)
class Step:
    """One step: what it is called, from and to which state, and what it needs."""

    verb: str
    before: State
    after: State
    needs: str


_SCORED = "scores of every reader who is asked, a reason, feedback to the author by name"
_DECIDED = (State.AGREED, State.CONDITIONS, State.RETURNED)


def _decisions(before: State, needs: str, after: tuple[State, ...]) -> tuple[Step, ...]:
    return tuple(Step("decide", before, one, needs) for one in after)


STEPS = (
    *_decisions(State.WAITING, _SCORED, (*_DECIDED, State.DEFERRED, State.ESCALATED)),
    *_decisions(State.ESCALATED, "somebody other than who escalated it", _DECIDED),
    Step("send again", State.RETURNED, State.WAITING, "what was changed"),
    Step("send again", State.DEFERRED, State.WAITING, "what was missing"),
    *(Step("appeal", one, State.APPEALED, "the person’s own words") for one in (*_DECIDED, State.DEFERRED)),
    *_decisions(State.APPEALED, "somebody other than who decided before", _DECIDED),
)
"""Every step that there is. That nothing is decided yet can be appealed too: a panel is not for putting off."""

DAYS = {State.WAITING: 10, State.ESCALATED: 5, State.APPEALED: 20, State.DEFERRED: 14, State.RETURNED: 14}
"""Days within which somebody acts, by state. States without a number wait for nobody."""

URGENT_DAYS = 2
"""The days for a referral that is urgent, while it waits for the panel."""


TELLING_DAYS = 5
"""The days within which the person is told what was decided, or it is written down why not."""


def may_step(verb: str, before: State, after: State) -> bool:
    """Whether the table has this step."""
    return any((one.verb, one.before, one.after) == (verb, before, after) for one in STEPS)


def due_on(state: State, since: date, *, urgent: bool, is_told: bool = True) -> date | None:
    """By when somebody acts; None where nobody needs to. is_told: whether the person knows the latest decision."""
    days = [TELLING_DAYS] if not is_told else []
    if state in DAYS:
        days.append(URGENT_DAYS if urgent and state is State.WAITING else DAYS[state])
    return since + timedelta(days=min(days)) if days else None


def states_page() -> str:
    """The reference page, written from the table so that it cannot say something else."""
    lines = [f"    [*] --> {_name(State.WAITING)}: refer"]
    lines += [f"    {_name(one.before)} --> {_name(one.after)}: {one.verb}" for one in STEPS]
    rows = [f"| {one.verb} | {one.before} | {one.after} | {one.needs} |" for one in STEPS]
    clocks = [f"| {state} | {days} |" for state, days in DAYS.items()]
    clocks_said = (
        f"Days within which somebody acts; {URGENT_DAYS} for an urgent referral that waits for the panel."
        f" Whatever is decided, the person is told within {TELLING_DAYS} days, or it is written down why not."
    )
    parts = (
        "# States of a referral to a quality panel",
        "Written from the table in `care/panels/domain/states.py`. Change the table, not this page.",
        "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"]),
        "\n".join(["| step | from | to | needs |", "| --- | --- | --- | --- |", *rows]),
        f"## Clocks\n\n{clocks_said}",
        "\n".join(["| state | days |", "| --- | --- |", *clocks]),
    )
    return "\n\n".join(parts) + "\n"


def _name(state: State) -> str:
    return state.replace(" ", "_")
