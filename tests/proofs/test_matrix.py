"""Every address × every reader × own, others', sealed, withheld, objected, died, closed and unknown, by a table."""

from zlib import crc32

from tests.proofs import table
from tests.proofs.asking import ask, faults, form_at, outcome
from tests.proofs.conftest import WHOLE
from tests.proofs.described import is_told_nowhere
from tests.proofs.routes import SENT, addresses, methods_of, routes
from tests.proofs.world import READERS

PART, SHARES = 90, 8
"""The suite asks one in so many cells, always the same ones; `make prove` asks all, in shares."""


def pytest_generate_tests(metafunc):
    if "share" in metafunc.fixturenames:
        metafunc.parametrize("share", range(SHARES) if WHOLE else [None])


def cells(world, share):
    """Each address, method and reader of a share; without one, a part."""
    for address in addresses(world):
        mine = crc32(f"{address.name} {address.about}".encode()) % SHARES == share
        for method in methods_of(address):
            for reader in READERS:
                name = f"{address.name} {method} {address.about} {reader}"
                if mine or (share is None and crc32(name.encode()) % PART == 0):
                    yield address, method, reader


def test_every_cell_is_as_the_table_says_and_nothing_leaks(world, share):
    expected, wrong = table.read(), []
    for address, method, reader in cells(world, share):
        told = expected.get((address.name, method, address.about), {}).get(reader)
        fields = form_at(world, address) if method == SENT else {}
        if fields is None and told is None:
            continue
        asked = ask(world.browsers[reader], method, address.path, fields)
        came = outcome(asked.answer)
        place = f"{method} {address.path} ({address.name}, {address.about}) as {reader}"
        wrong += [f"{place}: {came}, and the table says {told}"] if came != told else []
        wrong += [f"{place}: {fault}" for fault in faults(world, reader, method, asked)]
        wrong += [f"{place}: is not in openapi.json"] if is_told_nowhere(address.name, asked.answer) else []
    assert not wrong, f"{len(wrong)} cells:\n" + "\n".join(wrong[:60])


def test_every_route_is_in_the_table():
    listed = {route for route, _, _ in table.read()}
    missing = [name for name in routes() if name not in listed]
    assert not missing, f"Add each, and say who gets what: python -m tests.proofs.propose\n{missing}"


def test_the_table_has_no_route_that_is_gone():
    gone = {route for route, _, _ in table.read()} - routes().keys()
    assert not gone
