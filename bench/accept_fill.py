"""Fills an empty store with people, their records, two years of pieces and stored reasons. Run by bench.accept.

Records and what linkage makes of them come as bulk rows (see bench.linkage_live_rows). Pieces are the lives of an
invented borough (`jigsaw.demo.borough`), dealt to the people by the database itself: a million people take minutes. A
person's pieces lie scattered over the table, as they came. Reasons are stored for as many people, with as many pieces,
as the demo's are, so that those tables are as large; what they say is made up, and reading people again mends it.
"""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from bench.accept_lives import Life, lives
from bench.arrivals import AGENCIES, arrivals
from bench.children import tell_parent
from bench.linkage_live_fill import TABLES, execute, parts, put_all, without_indexes_of
from jigsaw.engine.linkage.records import Record

AT_ONCE = 8_000
KNOWN = 4_000
"""How many people are kept for the door to choose among."""

TOLD_BY = (1, 1, 2)
"""Of how many agencies each person is known."""

FILLED = (
    *TABLES,
    *("intake_piece", "intake_piecesubject", "intake_recordversion", "intake_sourcerecord"),
)


def main(people: int) -> None:
    """Fill the database at hand."""
    from jigsaw.interfaces.commands.ground import prepare

    prepare()
    from jigsaw.interfaces.commands.installation import make_ready

    make_ready()
    from bench.accept_feeds import note_feeds
    from bench.accept_pieces import deal_pieces, make_holders, settle_tables, store_reasons, without_waiting
    from bench.linkage_live_rows import rows_of_people

    began = time.perf_counter()
    without_waiting()
    note_feeds(AGENCIES)
    dealt = lives(date.today())
    make_holders(dealt)
    # A random key's place in an index is far from the last one's: they are made in one go at the end.
    indexes = [one for table in FILLED for one in without_indexes_of(table)]
    rng, chosen = Random(people), Chosen(people)
    for part in parts(_people(people), AT_ONCE):
        put_all(rows_of_people(part))
        hold(part, rng, dealt, chosen)
    pieces = deal_pieces()
    for statement in indexes:
        execute(statement)
    settle_tables()
    store_reasons()
    settle_tables()
    chosen.keep(_home())
    tell_parent(pieces=pieces, records=chosen.records, fill_s=round(time.perf_counter() - began, 1))


def _home() -> Path:
    from django.conf import settings

    return Path(settings.HOME)


def _people(count: int) -> Iterator[list[Record]]:
    every = arrivals(10 * count, seed=7, told_by=TOLD_BY)
    return islice((list(group) for _, group in groupby(every, key=lambda one: one.local_id)), count)


class Chosen:
    """Some of the people, from all over the store, for the door: each as often as they have pieces."""

    def __init__(self, people: int) -> None:
        self.records = 0
        self._every = max(1, people // KNOWN)
        self._seen = 0
        self._kept: list[dict[str, Any]] = []

    def see(self, records: list[Record], pieces: int) -> None:
        """Take note of one person."""
        self.records += len(records)
        self._seen += 1
        if self._seen % self._every == 0:
            told = [asdict(one) for one in records]
            self._kept.append({"pieces": pieces, "records": told})

    def keep(self, home: Path) -> None:
        """Write them where the door finds them."""
        (home / "known.json").write_text(json.dumps(self._kept, default=str))


def hold(people: Iterable[list[Record]], rng: Random, dealt: list[Life], chosen: Chosen) -> None:
    """Say which of the lives each person has, and by which records it is told."""
    from bench.accept_pieces import note_holders
    from jigsaw.foundation.core.identity import record_id

    rows: list[tuple[UUID, str, int, int, int]] = []
    for records in people:
        number = rng.randrange(len(dealt))
        chosen.see(records, len(dealt[number]))
        for turn, one in enumerate(records):
            rows.append((record_id(one.agency, one.local_id), one.agency, number, turn, len(records)))
    note_holders(rows)


if __name__ == "__main__":
    main(int(sys.argv[1]))
