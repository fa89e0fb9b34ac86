"""A large borough, loaded through the door once and kept under var/bench for later runs.

SQLite's is loaded as an agency's folders are; PostgreSQL's is a copy of it, row by row (see `bench.copied`).

It is made anew when the generator or a migration changed since; newer migrations are brought to it. A change of any
other code does not make it anew: remove var/bench for that.
"""

import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.children import figures_of_child
from bench.databases import ROOT, Place, emptied, is_there, place

JIGSAW = Path(sys.executable).with_name("jigsaw")


def kept_borough(vendor: str, people: int, seed: int) -> tuple[Place, dict[str, Any]]:
    """The database with that many people, and what is known of it: how long it took, and whether it was there."""
    where = place(vendor, f"{people}-{seed}")
    stamp = where.home / "bench.json"
    known = json.loads(stamp.read_text()) if stamp.is_file() else {}
    if is_still_good(known) and is_there(where):
        subprocess.run([JIGSAW, "migrate"], env=where.environment, stdout=subprocess.DEVNULL, check=True)
        return where, {**known, "was_kept": True}
    stamp.unlink(missing_ok=True)
    known = {
        "generator": generator_fingerprint(),
        "migrations": migrations(),
        "build_and_load_s": _make(where, people, seed)
        if vendor == "sqlite"
        else _copied(where, people, seed),
    }
    stamp.write_text(json.dumps(known))
    return where, {**known, "was_kept": False}


def is_still_good(known: dict[str, Any]) -> bool:
    """Whether neither the generator nor a migration that was applied has changed since."""
    applied, present = known.get("migrations", {}), migrations()
    unchanged = all(present.get(name) == written for name, written in applied.items())
    return known.get("generator") == generator_fingerprint() and unchanged


def migrations() -> dict[str, str]:
    """Each migration and a fingerprint of what it says."""
    found = sorted((ROOT / "src" / "jigsaw").glob("*/*/migrations/0*.py"))
    return {
        f"{path.parts[-3]}/{path.stem}": hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in found
    }


def generator_fingerprint() -> str:
    """Changes when the generator of invented boroughs changes."""
    source = ROOT / "src" / "jigsaw"
    files = [
        *source.glob("*/*/migrations/*.py"),
        *source.glob("demo/**/*.py"),
        *source.glob("demo/**/*.toml"),
    ]
    together = hashlib.sha256()
    for path in sorted(files):
        together.update(str(path.relative_to(source)).encode() + path.read_bytes())
    return together.hexdigest()[:16]


def _copied(where: Place, people: int, seed: int) -> float:
    source, _ = kept_borough("sqlite", people, seed)
    emptied(where)
    print(f"Copying the borough of {people:,} people to {where.vendor} …", file=sys.stderr)
    began = time.perf_counter()
    figures_of_child("bench.copied", source.url.removeprefix("sqlite:///"), at=where)
    return round(time.perf_counter() - began, 1)


def _make(where: Place, people: int, seed: int) -> float:
    emptied(where)
    (where.home / "demo.stamp").unlink(missing_ok=True)
    asked = [JIGSAW, "demo", "run", "--people", str(people), "--seed", str(seed), "--no-serve"]
    print(f"Making a borough of {people:,} people on {where.vendor}; it is kept for later …", file=sys.stderr)
    began = time.perf_counter()
    subprocess.run(asked, env=where.environment, stdout=subprocess.DEVNULL, check=True)
    return round(time.perf_counter() - began, 1)


if __name__ == "__main__":
    print(kept_borough(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
