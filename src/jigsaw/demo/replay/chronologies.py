"""The replay's pieces as the rows of seven agencies' chronologies, with what is told twice, and the truth of both.

Second tellings are invented: no source says who told whom. They are told as people do: in other words, by the day
alone, with or without the other's log number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from jigsaw.demo.chance import draws
from jigsaw.demo.clock import DAY, Clock
from jigsaw.demo.pieces import Piece
from jigsaw.demo.replay.build import FIRST_DAY, TODAY
from jigsaw.demo.replay.people import Cast, cast
from jigsaw.demo.replay.pieces import replay_pieces

MARKED_FROM = date(
    2006, 2, 1
)  # by when the police attended every call of the ambulance service to the address
_LETTERS = "bcdfghjklmnpqrstvwxz"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a chronology. at: the true minute. how: how exactly its agency knows.

    mark: which row it is, in letters. twin: the mark of the row of another agency that tells the same event.
    """

    mark: str
    agency: str
    at: int
    fact: str
    how: str = "minute"
    log: str = ""
    who: str = ""
    action: str = ""
    twin: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Every row, the names of the two people, and the clock by which minutes are days."""

    rows: tuple[Row, ...]
    people: Cast
    clock: Clock

    def events(self) -> list[set[str]]:
        """The marks of the rows that tell one event, for every event that is told more than once."""
        event_of: dict[str, set[str]] = {row.mark: {row.mark} for row in self.rows}
        for row in self.rows:
            if row.twin:
                together = event_of[row.mark] | event_of[row.twin]
                event_of |= dict.fromkeys(together, together)
        return [event for mark, event in event_of.items() if len(event) > 1 and mark == min(event)]

    def of(self, agency: str) -> list[Row]:
        """One agency's rows in the order of time."""
        return sorted((row for row in self.rows if row.agency == agency), key=lambda row: (row.at, row.mark))


def told(seed: int) -> Told:
    """The rows for a seed: the same seed, the same rows."""
    clock = Clock(TODAY, (TODAY - FIRST_DAY).days)
    people = cast(draws(seed, "replay people"), clock)
    rng = draws(seed, "replay chronologies")
    first = [_row(rng, number, piece, people) for number, piece in enumerate(_pieces(seed, clock, people))]
    rows = _as_exact_as_known(rng, first)
    return Told((*_conveyed_twice(rows), *_second_tellings(rng, rows, clock)), people, clock)


def mark(number: int) -> str:
    """A number as letters that no rule takes for a reference: 27 -> "bbj"."""
    text = ""
    for _ in range(3):
        number, rest = divmod(number, len(_LETTERS))
        text = _LETTERS[rest] + text
    return text


def _pieces(seed: int, clock: Clock, people: Cast) -> list[Piece]:
    return sorted(
        replay_pieces(draws(seed, "replay pieces"), clock, people), key=lambda one: (one.at, one.kind)
    )


_SAYS = {
    "tenancy": "Tenancy of the bedsit begins", "care-package": "Support of two hours a week begins",
    "social-work": "Social worker allocated", "ward-stay": "Admitted to the ward",
    "legal-status": "Detained under the Mental Health Act", "warning-marker": "Warning marker put on the address",
    "ambulance-call": "Emergency call to the ambulance service",
    "ambulance-conveyance": "Taken to hospital by ambulance",
    "police-call": "Call to the police", "ed-attendance": "Attended the emergency department",
    "miu-attendance": "Attended the minor injury unit", "gp-contact": "Seen at the surgery",
    "out-of-hours-contact": "Contact with the out-of-hours doctor", "care-contact": "Contact with the community team",
    "crisis-team-contact": "Contact with the crisis team", "antisocial-behaviour-report": "Complaint by a neighbour",
    "rent-arrears": "Rent arrears noted", "death": "Found dead",
}  # fmt: skip


def _row(rng: Random, number: int, piece: Piece, people: Cast) -> Row:
    name = "Tenant" if piece.person is people.tenant else "Visitor"
    fact = f"{_SAYS[piece.kind]}. {piece.words}".strip()
    log = (
        f"{piece.agency[:3].upper()} {rng.randrange(10_000, 99_999)}"
        if piece.agency in {"ambulance", "police"}
        else ""
    )
    action = rng.choice(("", "", "No further action", "Advice given", "Passed to the duty team"))
    return Row(mark(number), piece.agency, piece.at, fact, log=log, who=name, action=action)


def _as_exact_as_known(rng: Random, rows: list[Row]) -> list[Row]:
    """Call logs have the minute; others have the day, and now and then the month or a day that is in doubt."""
    less = {"gp": ("day", "day", "day", "doubted"), "trust": ("day", "day", "minute", "between"),
            "council": ("day", "month"), "housing": ("day", "day", "early")}  # fmt: skip
    return [replace(row, how=rng.choice(less[row.agency])) if row.agency in less else row for row in rows]


def _conveyed_twice(rows: list[Row]) -> Iterator[Row]:
    """The journeys to hospital are told by the ambulance service and by the hospital."""
    journeys = [row for row in rows if row.fact.startswith(_SAYS["ambulance-conveyance"])]
    for row in rows:
        near = [one for one in journeys if 0 < row.at - one.at < 90 and row.who == "Tenant"]
        yield replace(row, twin=near[0].mark) if row.agency == "hospital" and near else row


def _second_tellings(rng: Random, rows: list[Row], clock: Clock) -> Iterator[Row]:
    """Some of what one agency wrote down another wrote down too: on the day, in its own words."""
    number = len(rows)
    marked = clock.minute_of(MARKED_FROM)
    for row in rows:
        chances = _TOLD_TO.get(row.fact.split(".")[0], ())
        for agency, chance, ways in chances:
            if rng.random() < chance and (agency != "police" or row.at >= marked):
                words, how = rng.choice(ways)
                fact = words.format(log=row.log, said=row.fact.split(". ", 1)[-1].lower())
                at = row.at + rng.randrange(5, 40) if how == "minute" else row.at
                if at // DAY == row.at // DAY:
                    yield Row(mark(number), agency, at, fact, how, who=row.who, twin=row.mark)
                    number += 1


_TOLD_TO = {
    _SAYS["ambulance-call"]: (
        ("police", 0.5, (
            ("Officers went with the ambulance crew to the address. {said}", "minute"),
            ("Assistance to ambulance, their log {log}. No offences.", "minute"),
            ("Attended at the request of paramedics. Man abusive, crew stood by.", "minute"),
        )),
    ),
    _SAYS["police-call"]: (
        ("housing", 0.3, (
            ("Police told us that they were called to the block. {said}", "day"),
            ("Report from the police, log {log}, about the bedsit.", "day"),
            ("Neighbour says officers were there again in the night.", "day"),
        )),
    ),
    _SAYS["ed-attendance"]: (
        ("gp", 0.5, (
            ("Letter from the hospital: attended the emergency department. {said}", "day"),
            ("A&E discharge summary received and filed.", "day"),
        )),
    ),
    _SAYS["ward-stay"]: (("gp", 1.0, (("Letter: admitted to the mental health ward, detained.", "day"),)),),
    _SAYS["death"]: (
        ("council", 1.0, (("Told by police that the tenant was found dead.", "day"),)),
        ("housing", 1.0, (("Tenant found dead; police informed us.", "day"),)),
    ),
}  # fmt: skip
