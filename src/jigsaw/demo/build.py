"""Builds the invented borough as agencies' folders, in the formats of their own systems, with the truth apart."""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jigsaw.demo.agencies import WRITERS
from jigsaw.demo.agencies.files import Folder
from jigsaw.demo.borough import Borough, imagine
from jigsaw.demo.chance import draws
from jigsaw.demo.clock import Clock
from jigsaw.demo.people import Person
from jigsaw.demo.pieces import Piece
from jigsaw.demo.places import Agency, agencies
from jigsaw.demo.records import register
from jigsaw.demo.sending import Share, rows, send
from jigsaw.demo.truth import write_truth

TODAY = date(2026, 9, 30)
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What was built: counts, and the folders of the agencies in the order in which they were written."""

    people: int
    homes: int
    records: int
    pieces: int
    rows: int
    folders: tuple[Path, ...]
    truth: Path


def build(
    people: int,
    seed: int,
    out: Path,
    progress: Progress | None = None,
    *,
    today: date = TODAY,
    coupling: float = 1.0,
) -> Summary:
    """Writes `out`/agencies/<key>/ and `out`/truth/; the same seed gives the same bytes.

    What a former build left in those two folders is removed. progress: called with a step's name, how much of it
    is done and how much there is.
    """
    with uncollected():
        return _build(people, seed, out, progress or (lambda step, done, total: None), Clock(today), coupling)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for circles among values: nothing made here goes in circles, and looking takes half the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _build(people: int, seed: int, out: Path, tell: Progress, clock: Clock, coupling: float) -> Summary:
    tell("Inventing people and their lives", 0, 1)
    borough = imagine(people, seed, clock, coupling)
    tell("Inventing people and their lives", 1, 1)
    folders = [fresh(out / "agencies" / agency.key) for agency in agencies().values()]
    shares, faults = [], []
    by_agency = pieces_by_agency(borough.pieces)
    for done, (agency, folder) in enumerate(zip(agencies().values(), folders, strict=True)):
        tell("Writing agencies' files", done, len(folders))
        share = share_of(seed, agency, clock, borough.place.people, by_agency.get(agency.place, []))
        faults += write_share(seed, share, folder)
        shares.append(share)
    write_truth(fresh(out / "truth"), borough, [share.register for share in shares], faults)
    tell("Writing agencies' files", len(folders), len(folders))
    return _summary(borough, shares, folders, out / "truth")


def pieces_by_agency(pieces: list[Piece]) -> dict[str, list[Piece]]:
    """Each agency's pieces in order of time."""
    found: dict[str, list[Piece]] = {}
    for piece in sorted(pieces, key=lambda piece: piece.at):
        found.setdefault(piece.agency, []).append(piece)
    return found


def share_of(seed: int, agency: Agency, clock: Clock, people: list[Person], pieces: list[Piece]) -> Share:
    """What one agency sends: its records and its rows."""
    rng = draws(seed, f"sending {agency.place}")
    plans, first = send(rng, agency, clock, pieces)
    if agency.place == "gp":
        first = {person: _registered(person, clock) for person in people} | first
        first = {person: min(minute, _registered(person, clock)) for person, minute in first.items()}
    held = register(rng, agency, clock, first)
    return Share(agency, clock, held, rows(rng, held, plans))


def _registered(person: Person, clock: Clock) -> int:
    """When the practices' extract first had somebody: on its first day, or soon after birth."""
    return max(5 * 60, clock.minute_of(person.born) + 7 * 1440)


def write_share(seed: int, share: Share, folder: Path, *, broken: bool = True) -> list[tuple[str, ...]]:
    """Writes an agency's folder; returns what was broken on purpose (nothing, unless `broken`)."""
    made = Folder(folder, share.agency, draws(seed, f"faults {share.agency.place}"), broken)
    WRITERS[share.agency.place](made, share)
    return list(made.faults)


def fresh(folder: Path) -> Path:
    """An empty folder in that place."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _summary(borough: Borough, shares: list[Share], folders: list[Path], truth: Path) -> Summary:
    records = sum(len(ids) for share in shares for ids in share.register.ids.values())
    pieces = {(share.agency.place, row.reference) for share in shares for row in share.sent}
    sent = sum(len(share.sent) for share in shares)
    place: tuple[Path, ...] = tuple(folders)
    return Summary(
        len(borough.place.people), len(borough.place.estate.homes), records, len(pieces), sent, place, truth
    )
