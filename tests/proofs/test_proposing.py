"""Writes the table for review; asked for by name only (tests.proofs.propose)."""

import os

import pytest

from tests.proofs import table
from tests.proofs.propose import ASKED, proposed


@pytest.mark.skipif(ASKED not in os.environ, reason="writes the table: python -m tests.proofs.propose")
def test_write_the_table(world):
    cells, wrong = proposed(world, set(os.environ[ASKED].split()))
    table.write(cells)
    print("\n".join(wrong))  # noqa: T201
