"""`jigsaw serve` as a child on a free port of loopback, stopped at the end."""

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60


@contextmanager
def serving(jigsaw: Path, environment: dict[str, str], folder: Path) -> Iterator[int]:
    """The port on which the workspace answers while the block runs."""
    port = free_port()
    asked = [jigsaw, "serve", "--port", str(port)]
    server = subprocess.Popen(asked, env=environment, cwd=folder, stdout=subprocess.DEVNULL)
    try:
        wait_until_it_answers(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def free_port() -> int:
    """A port of loopback that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_it_answers(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Until the sign-in page comes. Raises RuntimeError when the server ends first or takes a minute."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise RuntimeError("The workspace did not answer: run `jigsaw doctor` there.")
