"""One loading through the door in this process, its three steps timed apart. Run by bench.load."""

import sys
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.children import tell_parent
from bench.report import peak_memory_mb, timed


def main(folder: Path) -> None:
    """Load the folder into an empty database and tell the figures."""
    from jigsaw.interfaces.commands.ground import prepare

    prepare()
    from jigsaw.care.linkage import actions as linkage
    from jigsaw.care.reasons import actions as reasons
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.interfaces.commands.installation import make_ready
    from jigsaw.interfaces.feeds.load import load

    make_ready()
    figures: dict[str, float] = {}
    before = time.process_time()
    with (
        patch.object(linkage, "link_waiting", stopwatch(linkage.link_waiting, figures, "join_s")),
        patch.object(reasons, "read_again", stopwatch(reasons.read_again, figures, "read_s")),
        timed(figures, "whole_s"),
    ):
        loaded = load(by=JIGSAW, folder=folder)
    accept = figures["whole_s"] - figures["join_s"] - figures["read_s"]
    tell_parent(
        rows=loaded.total.rows,
        refused=loaded.total.refused,
        accept_s=round(accept, 2),
        **figures,
        cpu_s=round(time.process_time() - before, 2),
        peak_mb=peak_memory_mb(),
    )


def stopwatch(function: Any, figures: dict[str, float], name: str) -> Any:
    """The same function, whose seconds are kept under the name."""

    def run(*args: Any, **kwargs: Any) -> Any:
        with timed(figures, name):
            return function(*args, **kwargs)

    return run


if __name__ == "__main__":
    main(Path(sys.argv[1]))
