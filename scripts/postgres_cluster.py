"""One private PostgreSQL cluster: made, started, stopped and cleared, as a user that is not root."""

import hashlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from postgres_programs import ROOT, Trouble

PROCESSES = Path("/proc")  # absent on macOS
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
shared_buffers = 256MB
timezone = 'UTC'
"""


@dataclass(frozen=True)
class Cluster:
    """A cluster's folder, the programs that run it, and the user that owns it."""

    folder: Path
    programs: Path
    owner: pwd.struct_passwd

    @classmethod
    def here(cls, programs: Path) -> "Cluster":
        """The cluster of this clone, in a place that its owner can reach."""
        owner = choose_owner()
        folder = ROOT / "var" / "postgres"
        if not can_reach(owner, folder) or not can_reach(owner, programs):
            mark = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
            folder = Path(tempfile.gettempdir()) / f"jigsaw-postgres-{mark}" / "cluster"
            folder.parent.mkdir(mode=0o755, exist_ok=True)
            refuse_a_stranger(folder.parent)
            programs = programs if can_reach(owner, programs) else copy_programs(programs, folder.parent)
        return cls(folder, programs, owner)

    @property
    def tables(self) -> Path:
        """Where PostgreSQL keeps its own files."""
        return self.folder / "tables"

    def url(self) -> str:
        """How to reach the cluster; the database `postgres` is always there."""
        password, port = ((self.folder / name).read_text().strip() for name in ("password", "port"))
        return f"postgresql://jigsaw:{password}@127.0.0.1:{port}/postgres"

    def is_made(self) -> bool:
        """Whether making it came to its end."""
        return all((self.folder / name).is_file() for name in ("password", "port", "made"))

    def answers(self) -> bool:
        """Whether it runs and takes connections."""
        if not self.is_made() or self.process() is None:
            return False
        try:
            with socket.create_connection(("127.0.0.1", self.port()), timeout=2):
                return True
        except OSError:
            return False

    def port(self) -> int:
        """The port chosen at the last start."""
        return int((self.folder / "port").read_text())

    def process(self) -> int | None:
        """The server's process id, when that process is indeed this cluster's server."""
        try:
            number = int((self.tables / "postmaster.pid").read_text().split()[0])
            os.kill(number, 0)
            mine = not PROCESSES.exists() or os.path.samefile(PROCESSES / str(number) / "cwd", self.tables)
        except (OSError, ValueError, IndexError):
            return None
        return number if mine else None

    def clear_leftovers(self) -> None:
        """Stop a server that does not answer; forget the pid of one that is gone or is now something else."""
        if self.process() is not None:
            self.stop()
        (self.tables / "postmaster.pid").unlink(missing_ok=True)

    def make(self, password: str) -> None:
        """Create the cluster's files. Raises Trouble with initdb's own words."""
        self.folder.mkdir(parents=True)
        self.tables.mkdir()
        self.write("password", password)
        for path in (self.folder, self.tables, self.folder / "password"):
            os.chown(path, self.owner.pw_uid, self.owner.pw_gid)
        made = self.run(
            "initdb",
            "--username=jigsaw",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            f"--pwfile={self.folder / 'password'}",
            *self.locale(),
            "--no-sync",
            "-D",
            str(self.tables),
        )
        if made.returncode:
            raise Trouble(f"initdb failed:\n{made.stdout}")
        with (self.tables / "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS)
        self.write("port", "0")
        self.write("made", "")

    def locale(self) -> list[str]:
        """UTF-8 sorted by code point, as SQLite does; from version 17 no locale of the machine is needed."""
        version = self.run("postgres", "--version").stdout.split()
        major = next((int(word.split(".")[0]) for word in version if word[:1].isdigit()), 0)
        built_in = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        return built_in if major >= 17 else ["--locale=C.UTF-8"]

    def start(self) -> bool:
        """Start the server on a free port of loopback and wait until it answers."""
        self.write("port", str(free_port()))
        log = self.folder / "log"
        started = self.run(
            "pg_ctl",
            "start",
            "-w",
            "-t",
            "60",
            "-D",
            str(self.tables),
            "-l",
            str(log),
            "-o",
            f"-p {self.port()}",
        )
        return started.returncode == 0 and self.answers()

    def stop(self) -> None:
        """Stop the server: politely, then not."""
        if (number := self.process()) is None:
            return
        for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            os.kill(number, how)
            for _ in range(50):
                if self.process() is None:
                    return
                time.sleep(0.1)

    def remove(self) -> None:
        """Delete the cluster, and the copy of the programs when one was made."""
        inside = ROOT in self.folder.parents
        shutil.rmtree(self.folder if inside else self.folder.parent, ignore_errors=True)

    def last_words(self) -> str:
        """The end of the server's log."""
        log = self.folder / "log"
        return log.read_text(errors="replace")[-2000:] if log.exists() else "(no log)"

    def write(self, name: str, text: str) -> None:
        """Keep one small fact beside the tables, for the owner and root alone."""
        path = self.folder / name
        path.touch(mode=0o600)
        path.write_text(text)

    def run(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run one of PostgreSQL's programs as the owner; both its streams come back as one text."""
        as_owner: dict[str, Any] = {}
        if os.geteuid() == 0:
            as_owner = {"user": self.owner.pw_uid, "group": self.owner.pw_gid, "extra_groups": []}
        with tempfile.TemporaryFile("w+") as output:  # a pipe would be held open by the server
            done = subprocess.run(
                [str(self.programs / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                check=False,
                env={"PATH": os.defpath},
                **as_owner,
            )
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, output.read())


def choose_owner() -> pwd.struct_passwd:
    """Ourselves; or, when we are root, whom PostgreSQL does not refuse to run as."""
    if os.geteuid():
        return pwd.getpwuid(os.geteuid())
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Trouble("we are root, and there is neither a user `postgres` nor `nobody` to run it as")


def can_reach(owner: pwd.struct_passwd, path: Path) -> bool:
    """Whether the owner may walk down to the path: each folder above it that exists lets them pass."""
    existing = [folder for folder in (path, *path.parents) if folder.is_dir()]
    return all(may_pass(owner, folder.stat()) for folder in existing)


def may_pass(owner: pwd.struct_passwd, folder: os.stat_result) -> bool:
    """Whether one folder lets the owner through."""
    if folder.st_uid == owner.pw_uid:
        return bool(folder.st_mode & 0o100)
    return bool(folder.st_mode & (0o010 if folder.st_gid == owner.pw_gid else 0o001))


def refuse_a_stranger(folder: Path) -> None:
    """A folder in a place that all may write to is used only when it is ours. Raises Trouble."""
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise Trouble(f"{folder} belongs to somebody else; remove it")


def copy_programs(programs: Path, place: Path) -> Path:
    """A copy of the wheel's programs within the owner's reach, with the libraries they look for."""
    install, package, site = programs.parents[0], programs.parents[1], programs.parents[2]
    copy = place / "programs"
    if not (copy / "whole").exists():
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(install, copy / package.name / install.name, symlinks=True)
        for libraries in site.glob(f"{package.name}.libs"):
            shutil.copytree(libraries, copy / libraries.name, symlinks=True)
        (copy / "whole").touch()
    return copy / package.name / install.name / programs.name


def free_port() -> int:
    """A port of loopback that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
