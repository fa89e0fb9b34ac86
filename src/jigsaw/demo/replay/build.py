"""Writes the replay as agencies' folders, with what is fixed and its sources beside them."""

import csv
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from jigsaw.demo.build import fresh, pieces_by_agency, share_of, write_share
from jigsaw.demo.chance import draws
from jigsaw.demo.clock import Clock
from jigsaw.demo.replay.people import Cast, cast, replay_agencies
from jigsaw.demo.replay.pieces import replay_pieces
from jigsaw.demo.sending import Share

TODAY = date(2006, 9, 30)
FIRST_DAY = date(2004, 12, 1)


@dataclass(frozen=True, slots=True)
class Replayed:
    """What was written: the folders to load, and each agency's ids of the two people."""

    folders: tuple[Path, ...]
    tenant: dict[str, str]
    visitor: dict[str, str]
    home_uprn: str


def build(out: Path, seed: int) -> Replayed:
    """Writes `out`/agencies/<key>/, `out`/truth/records.csv and `out`/replay.toml. The same seed, the same bytes."""
    clock = Clock(TODAY, (TODAY - FIRST_DAY).days)
    people = cast(draws(seed, "replay people"), clock)
    by_agency = pieces_by_agency(replay_pieces(draws(seed, "replay pieces"), clock, people))
    folders, shares = [], []
    for agency in replay_agencies().values():
        share = share_of(
            seed, agency, clock, [people.tenant, people.visitor], by_agency.get(agency.place, [])
        )
        folders.append(fresh(out / "agencies" / agency.key))
        write_share(seed, share, folders[-1], broken=False)
        shares.append(share)
    facts = files("jigsaw.demo.replay").joinpath("facts.toml").read_text("utf-8")
    (out / "replay.toml").write_text(facts, encoding="utf-8")
    found = _found(tuple(folders), shares, people)
    _write_truth(fresh(out / "truth"), found)
    return found


def _found(folders: tuple[Path, ...], shares: list[Share], people: Cast) -> Replayed:
    tenant, visitor = (
        {share.agency.key: share.register.id_for(one) for share in shares if one.key in share.register.ids}
        for one in (people.tenant, people.visitor)
    )
    return Replayed(folders, tenant, visitor, people.bedsit.uprn)


def _write_truth(folder: Path, found: Replayed) -> None:
    with (folder / "records.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("agency", "local_id", "person"))
        for person, ids in (("tenant", found.tenant), ("visitor", found.visitor)):
            writer.writerows((agency, local_id, person) for agency, local_id in ids.items())
