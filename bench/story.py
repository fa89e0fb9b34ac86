"""How long a practitioner waits for a page: make bench-story (QUICK=1 for a small run).

A borough of 200,000 people, loaded through the door once, copied for PostgreSQL and kept under var/bench; then
`jigsaw serve` on loopback, and 50 practitioners signed in. They open stories, home pages and searches: one alone, all
at once with a pause for reading, and all at once without any. The peer, under the same server in the same run, is a
page that signs in and renders the shell alone, so that a ratio says what the story costs.
"""

import argparse
import asyncio
import random
import urllib.parse
from dataclasses import replace
from typing import Any

from bench.boroughs import JIGSAW, kept_borough
from bench.children import figures_of_child
from bench.client import Phase, Told, User, walk
from bench.databases import BOTH, ROOT, Place
from bench.report import report
from bench.server import serving

SEED = 1
READING_S = 4.0


def main() -> None:
    """Read the command line, measure on each database, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="2,000 people and 10 users")
    parser.add_argument("--people", type=int, default=0)
    parser.add_argument("--users", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=0, help="the most that a phase lasts")
    parser.add_argument("--databases", nargs="*", choices=BOTH, help="both; only SQLite where quick")
    asked = parser.parse_args()
    people = asked.people or (2_000 if asked.quick else 200_000)
    users = asked.users or (10 if asked.quick else 50)
    seconds = asked.seconds or (1 if asked.quick else 60)
    figures: dict[str, Any] = {"people": people, "users": users}
    for vendor in asked.databases or (BOTH[:1] if asked.quick else BOTH):
        measured = measure(vendor, people, users, seconds)
        figures |= {f"{vendor}_{name}": value for name, value in measured.items()}
    report("story", **figures)


def measure(vendor: str, people: int, users: int, seconds: float) -> dict[str, Any]:
    """One database: its making, then every phase under one server."""
    where, known = kept_borough(vendor, people, SEED)
    asked = figures_of_child("bench.story_asked", SEED, at=where)
    figures = {
        "making_s": known["build_and_load_s"],
        "was_kept": known["was_kept"],
        "people_in_all": asked["people_in_all"],
        "pieces_in_all": asked["pieces_in_all"],
    }
    with serving(JIGSAW, environment(where), ROOT) as port:
        told = asyncio.run(all_phases(port, asked, users, seconds))
    for name, one in told.items():
        figures |= {f"{name}_{figure}": value for figure, value in one.figures().items()}
    for name in ("story", "home", "search"):
        ratio = figures[f"{name}_busy_p50_ms"] / figures["shell_busy_p50_ms"]
        figures[f"{name}_times_shell"] = round(ratio, 2)
    return figures


def environment(where: Place) -> dict[str, str]:
    """The server's: the demo's settings with the empty page beside the workspace."""
    return {**where.environment, "DJANGO_SETTINGS_MODULE": "bench.settings", "PYTHONPATH": str(ROOT)}


async def all_phases(port: int, asked: dict[str, Any], count: int, seconds: float) -> dict[str, Told]:
    """Sign everybody in, then phase after phase; the first answers of each are not counted."""
    signed_in = [asked["sign_ins"][number % len(asked["sign_ins"])] for number in range(count)]
    users = [User(port) for _ in signed_in]
    for user, (username, _) in zip(users, signed_in, strict=True):
        await user.sign_in(username, asked["password"])
    told = {}
    for name, (some, phase) in phases(asked, [agency for _, agency in signed_in], seconds).items():
        await walk(users[:some], replace(phase, requests=2 * some, pause=0), seed=0)
        told[name] = await walk(users[:some], phase, seed=SEED)
    for user in users:
        user.close()
    return told


def phases(asked: dict[str, Any], agencies: list[str], seconds: float) -> dict[str, tuple[int, Phase]]:
    """What is measured, by name: how many users, and what they do."""

    def somebody(number: int, draws: random.Random) -> str:
        return f"/people/{draws.choice(asked['people'][agencies[number]])}"

    def words(number: int, draws: random.Random) -> str:
        return "/search?" + urllib.parse.urlencode({"q": draws.choice(asked["searches"])})

    every = len(agencies)
    story = Phase(somebody, b'id="story"', 3_000, seconds)
    home = Phase(lambda number, draws: "/", b'id="asked"', 1_500, seconds / 2)
    search = Phase(words, b"agree", 1_500, seconds / 2)
    shell = Phase(lambda number, draws: "/bench/shell", b"An empty page", 3_000, seconds / 2)
    return {
        "story_alone": (1, replace(story, requests=200, seconds=seconds / 4)),
        "story_reading": (every, replace(story, seconds=seconds / 2, pause=READING_S)),
        "story_busy": (every, story),
        "home_alone": (1, replace(home, requests=100, seconds=seconds / 4)),
        "home_busy": (every, home),
        "search_alone": (1, replace(search, requests=100, seconds=seconds / 4)),
        "search_busy": (every, search),
        "shell_alone": (1, replace(shell, requests=200, seconds=seconds / 4)),
        "shell_busy": (every, shell),
    }


if __name__ == "__main__":
    main()
