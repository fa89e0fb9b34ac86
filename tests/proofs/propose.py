"""Writes rows of the table of cells from what comes today: for review, line by line, and never taken unread.

python -m tests.proofs.propose                  the routes that are not in the table yet; without those that are gone
python -m tests.proofs.propose person wishes    these too, anew
python -m tests.proofs.propose all              every one
"""

import os
import sys

import pytest

from tests.proofs import table
from tests.proofs.asking import ask, faults, outcome
from tests.proofs.routes import addresses, methods_of
from tests.proofs.world import READERS, World

ASKED = "JIGSAW_PROPOSE"


def proposed(world: World, again: set[str]) -> tuple[dict[table.Key, dict[str, str]], list[str]]:
    """What comes at every address for every reader, as the table says it where it does; and every fault of the new."""
    known = table.read()
    cells: dict[table.Key, dict[str, str]] = {}
    wrong: list[str] = []
    for address in addresses(world):
        for method in methods_of(address.name):
            key = (address.name, method, address.about)
            if key in known and not again & {address.name, "all"}:
                cells[key] = known[key]
                continue
            told = cells.setdefault(key, {})
            for reader in READERS:
                answer, recorded = ask(world.browsers[reader], method, address.path)
                told[reader] = outcome(answer)
                found = faults(world, reader, answer, recorded)
                wrong += [f"{method} {address.path} ({address.name}) as {reader}: {one}" for one in found]
    return cells, wrong


if __name__ == "__main__":
    os.environ[ASKED] = " ".join(sys.argv[1:]) or "new"
    sys.exit(pytest.main(["-n0", "-q", "-s", "-p", "no:logging", "tests/proofs/test_proposing.py"]))
