"""What we stand on: each dependency with its reason, each pinned by hash, none from an address."""

import re
import tomllib
from importlib.metadata import distributions
from itertools import chain

import pytest

from tests.structure.sources import ROOT

PROJECT = (ROOT / "pyproject.toml").read_text()
DEPENDENCY = re.compile(r'(?m)^\s+"(?P<name>[\w.-]+)(?:\[[^\]]*\])?\s*[=~<>!][^"]*",?(?P<rest>.*)$')
LOCKS = ["demo", "dev", "service", "spark", "peers", "installer"]


def section():
    """The part of pyproject.toml that lists dependencies."""
    return PROJECT[PROJECT.index("dependencies = [") : PROJECT.index("[project.scripts]")]


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_says_why_it_is_there():
    listed = list(DEPENDENCY.finditer(section()))
    assert len(listed) > 20
    assert not [found["name"] for found in listed if not re.match(r"\s*# \w.{4,}", found["rest"])]


def test_every_dependency_is_locked():
    project = tomllib.loads(PROJECT)["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {plain(re.match(r"[A-Za-z0-9._-]+", one)[0]) for one in wanted}
    pinned = "".join(lock(name) for name in ("dev", "spark", "peers", "pattern-peers"))
    locked = {plain(name) for name in re.findall(r"(?m)^([A-Za-z0-9._-]+)(?:\[.*\])?==", pinned)}
    assert not names - locked, "Run: make lock"


def lock(name):
    return (ROOT / "requirements" / f"{name}.txt").read_text()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_hashes_and_no_address(name):
    text = lock(name)
    assert not re.search(r"://|--find-links|index-url|file:", text)
    pins = re.split(r"(?m)^(?=[A-Za-z0-9])", text)[1:]
    assert pins
    assert not [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin]


def test_nothing_that_we_ship_with_binds_others_to_its_own_licence():
    shipped = {plain(name) for name in re.findall(r"(?m)^([A-Za-z0-9._-]+)==", lock("demo"))}
    bound = [
        d.metadata["Name"] for d in distributions() if plain(d.metadata["Name"]) in shipped and is_bound(d)
    ]
    assert not bound, f"Under the GPL, which an Apache-2.0 work cannot ask of its users: {bound}"


def is_bound(distribution):
    """Whether it is under the GPL or AGPL alone; the LGPL asks nothing of those who only call it, and where several
    licences are offered we take the freest.
    """
    stated = [
        distribution.metadata.get("License-Expression") or "",
        distribution.metadata.get("License") or "",
    ]
    stated += [c for c in distribution.metadata.get_all("Classifier", []) if c.startswith("License")]
    if any(re.search(r"LGPL|Lesser General Public|Mozilla|MPL", words[:200]) for words in stated):
        return False
    return any(re.search(r"(?<!L)\bA?GPL|General Public", words[:200]) for words in stated)
