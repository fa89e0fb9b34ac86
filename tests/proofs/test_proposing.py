"""Writes the table for review; asked for by name only (tests.proofs.propose)."""

import os

import pytest

from tests.proofs import table
from tests.proofs.asking import ask, faults, form_at, outcome
from tests.proofs.propose import ASKED
from tests.proofs.routes import SENT, addresses, methods_of
from tests.proofs.world import READERS, World


@pytest.mark.skipif(ASKED not in os.environ, reason="writes the table: python -m tests.proofs.propose")
def test_write_the_table(world):
    cells, wrong = proposed(world, set(os.environ[ASKED].split()))
    table.write(cells)
    print("\n".join(wrong))  # noqa: T201


def proposed(world: World, again: set[str]) -> tuple[dict[table.Key, dict[str, str]], list[str]]:
    """What comes at every address for every reader, as the table says it where it does; and every fault of the new."""
    known = table.read()
    cells: dict[table.Key, dict[str, str]] = {}
    wrong: list[str] = []
    for address in addresses(world):
        for method in methods_of(address):
            key = (address.name, method, address.about)
            is_known = (address.name, "GET", address.about) in known
            if is_known and not again & {address.name, "all"}:
                cells |= {key: known[key]} if key in known else {}
                continue
            fields = form_at(world, address) if method == SENT else {}
            if fields is None:
                continue
            told = cells.setdefault(key, {})
            for reader in READERS:
                asked = ask(world.browsers[reader], method, address.path, fields)
                told[reader] = outcome(asked.answer)
                found = faults(world, reader, method, asked)
                wrong += [f"{method} {address.path} ({address.name}) as {reader}: {one}" for one in found]
    return cells, wrong
