"""How long from a fresh clone to the first page: make bench-first_page (QUICK=1 for 1,000 people).

The repository as committed is cloned into a temporary folder; there `make demo SERVE=0` installs, builds and loads as
it does for a newcomer, and the workspace is served until the sign-in page answers. The parts are timed apart. What a
package index sends is part of installing: say how warm its cache was when you quote the figure.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.databases import ROOT
from bench.report import report, timed
from bench.server import serving


def main() -> None:
    """Read the command line, walk the way of a newcomer, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1,000 people instead of 20,000")
    parser.add_argument("--people", type=int, default=0)
    asked = parser.parse_args()
    people = asked.people or (1_000 if asked.quick else 20_000)
    with tempfile.TemporaryDirectory() as folder:
        figures = first_page(people, Path(folder) / "jigsaw")
    report("first-page", people=people, **figures)


def first_page(people: int, clone: Path) -> dict[str, float]:
    """The seconds of each part, and of all together."""
    figures: dict[str, float] = {}
    began = time.perf_counter()
    with timed(figures, "clone_s"):
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    with timed(figures, "install_s"):
        make(clone, "install-demo")
    with timed(figures, "build_and_load_s"):
        make(clone, "demo", "SERVE=0", f"PEOPLE={people}")
    with timed(figures, "second_run_s"):
        make(clone, "demo", "SERVE=0", f"PEOPLE={people}")
    served = time.perf_counter()
    with serving(clone / ".venv" / "bin" / "jigsaw", environment(), clone):
        figures["serve_s"] = round(time.perf_counter() - served, 3)
    whole = time.perf_counter() - began - figures["second_run_s"]
    return {**figures, "to_first_page_s": round(whole, 1)}


def make(clone: Path, *asked: str) -> None:
    """One of the newcomer's commands; what it says goes to standard error."""
    subprocess.run(["make", *asked], cwd=clone, env=environment(), stdout=sys.stderr, check=True)


def environment() -> dict[str, str]:
    """A newcomer's: nothing of ours."""
    ours = ("JIGSAW", "DJANGO", "VIRTUAL_ENV", "MAKE", "MFLAGS")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


if __name__ == "__main__":
    main()
