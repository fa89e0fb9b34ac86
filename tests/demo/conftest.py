"""A small borough and its truth, built once for all tests of the demo."""

import csv

import pytest

from jigsaw.demo.build import build

PEOPLE, SEED = 700, 7


@pytest.fixture(scope="session")
def borough(tmp_path_factory):
    """The folder in which a borough of 700 people was built."""
    out = tmp_path_factory.mktemp("borough")
    build(PEOPLE, SEED, out)
    return out


@pytest.fixture(scope="session")
def truth(borough):
    """Reads one list of the truth by its name."""

    def read(name):
        with (borough / "truth" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read
