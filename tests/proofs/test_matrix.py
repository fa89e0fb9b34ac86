"""Every address × every reader × own, others', sealed, withheld, objected, died, closed and unknown, by a table."""

from zlib import crc32

from tests.proofs import table
from tests.proofs.asking import ask, faults, outcome
from tests.proofs.routes import addresses, methods_of, routes
from tests.proofs.world import READERS

PART = 60
"""The suite asks one in so many cells, always the same ones; `make prove` asks all."""


def cells(world, is_whole):
    for address in addresses(world):
        for method in methods_of(address.name):
            for reader in READERS:
                name = f"{address.name} {method} {address.about} {reader}"
                if is_whole or crc32(name.encode()) % PART == 0:
                    yield address, method, reader


def test_every_cell_is_as_the_table_says_and_nothing_leaks(world, is_whole):
    expected, wrong = table.read(), []
    for address, method, reader in cells(world, is_whole):
        answer, recorded = ask(world.browsers[reader], method, address.path)
        came = outcome(answer)
        told = expected.get((address.name, method, address.about), {}).get(reader, "not in the table")
        place = f"{method} {address.path} ({address.name}, {address.about}) as {reader}"
        wrong += [f"{place}: {came}, and the table says {told}"] if came != told else []
        wrong += [f"{place}: {fault}" for fault in faults(world, reader, answer, recorded)]
    assert not wrong, f"{len(wrong)} cells:\n" + "\n".join(wrong[:60])


def test_every_route_is_in_the_table():
    listed = {route for route, _, _ in table.read()}
    missing = [name for name in routes() if name not in listed]
    assert not missing, f"Add each, and say who gets what: python -m tests.proofs.propose\n{missing}"


def test_the_table_has_no_route_that_is_gone():
    gone = {route for route, _, _ in table.read()} - routes().keys()
    assert not gone
