"""Measuring in processes of their own, so that memory is one measurement's and caches are nobody's."""

import json
import subprocess
import sys
from typing import Any

from bench.databases import ROOT, Place


def figures_of_child(module: str, *arguments: object, at: Place) -> dict[str, Any]:
    """Run a module of bench in a child process at that place; its last line of output is its figures."""
    asked = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(asked, cwd=ROOT, env=at.environment, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def tell_parent(**figures: object) -> None:
    """End a child: one line of JSON."""
    print(json.dumps(figures, default=str))
