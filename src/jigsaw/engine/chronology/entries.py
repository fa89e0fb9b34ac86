"""One row of a chronology: what one agency says happened, when, who says so, and when it was known."""

from dataclasses import dataclass

from jigsaw.engine.chronology.when import When


@dataclass(frozen=True, slots=True)
class Entry:
    """One row, as its agency wrote it. Nothing in it is ever changed.

    line: its place in its agency's own chronology. number: the agency's own order within a day, where it gives one.
    known: when the agency recorded it or was told; None when the row does not say. told_to: agencies that were told of
    it, each with when. fact apart from comment: what happened apart from what somebody thinks of it.
    """

    key: str
    agency: str
    line: int
    when: When
    fact: str
    source: str = ""
    number: int | None = None
    known: When | None = None
    who: str = ""
    voice: str = ""
    action: str = ""
    outcome: str = ""
    comment: str = ""
    told_to: tuple[tuple[str, When], ...] = ()

    @property
    def own_place(self) -> tuple[int, int]:
        """Where it stands among its agency's own rows."""
        return (self.line if self.number is None else self.number, self.line)

    @property
    def words(self) -> str:
        """Everything that is said of what happened, for finding the same event told twice."""
        return " ".join(part for part in (self.fact, self.who, self.action, self.outcome) if part)
