"""Many hands on one conversation: 20 people write for five minutes on loopback, the server is killed twice (kill -9).

Run `python -m bench.many_hands [--quick] [--home FOLDER]`. It counts what was acknowledged and is not in the store (it
must be none), what is there twice, and what was written over by somebody who had not read it (none, too).
"""

import argparse
import asyncio
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from bench.client import User
from bench.many_hands_store import PARTS, PASSWORD, PEOPLE
from bench.report import report
from bench.server import free_port, wait_until_it_answers

JIGSAW = Path(sys.executable).with_name("jigsaw")
PAUSE = 1.5
PATIENCE = 240.0
TURNS_OF_WAITING = 5


@dataclass
class Told:
    """What all together saw: texts that were acknowledged, with what each writer had read; seconds of each answer."""

    kept: dict[str, tuple[str, int]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    tried_again: int = 0
    both_shown: int = 0


class Server:
    """The workspace as a child with a process group of its own, which can be killed at once and started again."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, free_port()
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("JIGSAW", "DJANGO"))}
        self.environment = {**kept, "JIGSAW_HOME": str(home)}
        self.start()

    def start(self) -> None:
        """Begin to serve, and wait for the first answer."""
        asked = [JIGSAW, "serve", "--port", str(self.port)]
        self.child = subprocess.Popen(
            asked, env=self.environment, cwd=self.home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        # On a busy machine it takes longer than a minute to begin: wait again, as long as it has not ended.
        for _ in range(TURNS_OF_WAITING):
            try:
                wait_until_it_answers(self.port, self.child)
                return
            except RuntimeError:
                if self.child.poll() is not None:
                    raise
        self.kill()
        raise RuntimeError("The workspace did not answer")

    def kill(self) -> None:
        """kill -9 of the whole group: nothing of it can finish anything."""
        os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()


async def write_all_the_time(number: int, user: User, address: str, until: float, told: Told) -> None:
    """One person: read the page, write under some part of the agenda, again and again; what fails is sent again."""
    draws = random.Random(number)
    page, count = b"", 0
    while time.monotonic() < until:
        await asyncio.sleep(draws.uniform(0, 2 * PAUSE))
        # Every third text is written on a page read a while ago, as when somebody types slowly.
        if not page or draws.random() < 0.66:
            page = await _read(user, address)
            told.both_shown += b"Two texts, written at the same time" in page
        count += 1
        await _write(user, address, page, draws.choice(PARTS), f"person {number}, text {count}.", told)


async def _read(user: User, address: str) -> bytes:
    for _ in range(int(PATIENCE)):
        try:
            status, page = await user.ask(address)
            if status == 200:
                return page
        except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError):
            user.close()
        await asyncio.sleep(1)
    raise RuntimeError("The workspace did not come back")


async def _write(user: User, address: str, page: bytes, part: str, words: str, told: Told) -> None:
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    seen = re.search(rb'data-writes="%s".*?name="seen" value="(\d+)"' % part.encode(), page, re.DOTALL)
    assert token, "the page has no form"
    assert seen, "the page has no box to write in"
    sent = str(uuid.uuid4())
    body = {"csrfmiddlewaretoken": token[1].decode(), "part": part, "words": words}
    body |= {"seen": seen[1].decode(), "sent": sent}
    began, until = time.perf_counter(), time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            status, _ = await user.ask(f"{address}/write", urllib.parse.urlencode(body).encode())
        except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError):
            user.close()
            status = 0
        if status == 302 and "/live" in user.led_to:
            told.kept[sent] = (words, int(seen[1]))
            told.seconds.append(time.perf_counter() - began)
            return
        told.tried_again += 1
        await asyncio.sleep(0.5)


async def kill_twice(server: Server, seconds: float) -> None:
    """At a third and at two thirds of the time."""
    for _ in range(2):
        await asyncio.sleep(seconds / 3)
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)


async def work(server: Server, address: str, seconds: float) -> Told:
    """All of them, until the time is up."""
    told, users = Told(), [User(server.port) for _ in range(PEOPLE)]
    for number, user in enumerate(users):
        await user.sign_in(f"hand{number}", PASSWORD)
    until = time.monotonic() + seconds
    writing = [write_all_the_time(number, user, address, until, told) for number, user in enumerate(users)]
    await asyncio.gather(kill_twice(server, seconds), *writing)
    return told


def asked_of_store(home: Path, what: str) -> str:
    """Run the other half of this, beside the store; its last line."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("JIGSAW", "DJANGO"))}
    command = [sys.executable, "-m", "bench.many_hands_store", what]
    done = subprocess.run(
        command, env={**kept, "JIGSAW_HOME": str(home)}, check=True, capture_output=True, text=True
    )
    return done.stdout.strip().splitlines()[-1]


def compared(told: Told, rows: list[list[object]]) -> dict[str, int]:
    """What the store holds against what was acknowledged. rows: sent, part, version, seen, words."""
    stored = {str(words): int(str(seen)) for _, _, _, seen, words in rows}
    lost = [words for words, _ in told.kept.values() if words not in stored]
    twice = len(rows) - len(stored)
    over = 0
    for part in {row[1] for row in rows}:
        mine = sorted((int(str(row[2])), int(str(row[3]))) for row in rows if row[1] == part)
        over += [version for version, _ in mine] != list(range(1, len(mine) + 1))
    misread = sum(stored[words] != seen for words, seen in told.kept.values() if words in stored)
    counts = {"acknowledged": len(told.kept), "lost": len(lost), "kept_twice": twice}
    return {**counts, "gaps": over, "seen_changed": misread}


def main() -> None:
    """Fill a store, write, kill, compare, report."""
    import json

    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="half a minute of writing")
    arguments.add_argument(
        "--home", type=Path, help="the JIGSAW_HOME of a demo, which is copied and left as it is"
    )
    given = arguments.parse_args()
    seconds = 24.0 if given.quick else 300.0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(given.home, home) if given.home else home.mkdir()
        address = asked_of_store(home, "fill")
        server = Server(home)
        try:
            told = asyncio.run(work(server, address, seconds))
        finally:
            server.kill()
        rows = json.loads(asked_of_store(home, "read"))
    points = quantiles(told.seconds, n=100, method="inclusive")
    figures = compared(told, rows)
    report(
        "many_hands",
        people=PEOPLE,
        seconds=seconds,
        kills=2,
        **figures,
        stored=len(rows),
        sent_again=told.tried_again,
        pages_that_showed_two_texts=told.both_shown,
        keep_p50_ms=round(1000 * points[49], 1),
        keep_p95_ms=round(1000 * points[94], 1),
    )
    sys.exit(any(number for name, number in figures.items() if name != "acknowledged"))


if __name__ == "__main__":
    main()
