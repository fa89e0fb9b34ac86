"""Many users at once against one server: a small HTTP client over asyncio, with connections kept as browsers do."""

import asyncio
import itertools
import random
import re
import time
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import quantiles

PATIENCE = 60.0


@dataclass
class Told:
    """What a phase measured: seconds of each answer, how many were not what was asked, how long all took."""

    seconds: list[float] = field(default_factory=list)
    wrong: int = 0
    took: float = 0.0

    def figures(self) -> dict[str, float]:
        """Milliseconds at the median and at 95 in 100, and answers a second."""
        points = quantiles(self.seconds, n=100, method="inclusive") if len(self.seconds) > 1 else [0.0] * 99
        return {
            "p50_ms": round(points[49] * 1000, 1),
            "p95_ms": round(points[94] * 1000, 1),
            "per_s": round(len(self.seconds) / self.took, 1),
            "answers": len(self.seconds),
            "wrong": self.wrong,
        }


class User:
    """One signed-in browser: a connection and its cookies."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.led_to = ""
        self.cookies: dict[str, str] = {}
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def sign_in(self, username: str, password: str) -> None:
        """Through the form, as a person does."""
        _, page = await self.ask("/sign-in")
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        sent = {"csrfmiddlewaretoken": token[1].decode(), "username": username, "password": password}
        status, _ = await self.ask("/sign-in", urllib.parse.urlencode(sent).encode())
        assert status == 302, f"{username} could not sign in"

    async def ask(self, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        """One request and its whole answer; a connection that the server has closed is opened again, once."""
        for attempt in (1, 2):
            try:
                return await asyncio.wait_for(self._ask(path, body), PATIENCE)
            except (ConnectionError, asyncio.IncompleteReadError):
                self.close()
                if attempt == 2:
                    raise
        raise AssertionError

    async def _ask(self, path: str, body: bytes | None) -> tuple[int, bytes]:
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port, limit=2**20)
        reader, writer = self.streams
        lines = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        lines += ["Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items())]
        if body is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        writer.write("\r\n".join([*lines, "", ""]).encode() + (body or b""))
        await writer.drain()
        return await self._answer(reader)

    async def _answer(self, reader: asyncio.StreamReader) -> tuple[int, bytes]:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        told = [line.split(": ", 1) for line in head[1:] if ": " in line]
        for name, value in told:
            if name.lower() == "set-cookie":
                cookie, _, kept = value.split(";", 1)[0].partition("=")
                self.cookies[cookie] = kept
        headers = {name.lower(): value for name, value in told}
        self.led_to = headers.get("location", "")
        page = await reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return int(head[0].split()[1]), page

    def close(self) -> None:
        """Forget the connection."""
        if self.streams:
            self.streams[1].close()
        self.streams = None


@dataclass(frozen=True)
class Phase:
    """What all users ask for: how a user's next page is chosen, words that a right answer holds, and when to stop."""

    choose: Callable[[int, random.Random], str]
    holds: bytes
    requests: int
    seconds: float
    pause: float = 0.0


async def walk(users: list[User], phase: Phase, seed: int) -> Told:
    """All users at once, each asking for page after page until there are enough or the time is up."""
    told = Told()
    began = time.perf_counter()
    left = iter(range(phase.requests))
    walks = [_walk_one(number, user, phase, left, began, told, seed) for number, user in enumerate(users)]
    await asyncio.gather(*walks)
    told.took = time.perf_counter() - began
    return told


async def _walk_one(
    number: int, user: User, phase: Phase, left: Iterator[int], began: float, told: Told, seed: int
) -> None:
    draws = random.Random(f"{seed} {number}")
    for _ in itertools.takewhile(lambda _: time.perf_counter() - began < phase.seconds, left):
        if phase.pause:
            await asyncio.sleep(draws.uniform(0, 2 * phase.pause))
        asked = time.perf_counter()
        status, page = await user.ask(phase.choose(number, draws))
        if status == 302 and user.led_to.startswith("/search"):
            status, page = await user.ask(user.led_to)  # where a search leads is part of it
        told.seconds.append(time.perf_counter() - asked)
        told.wrong += status != 200 or phase.holds not in page
