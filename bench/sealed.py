"""What it costs to keep sealed words under a key of each person: make bench-sealed (QUICK=1 for a small run).

On SQLite: pieces sealed a thousand at a time, a new key for each ten, beside writing the same words as JSON;
opened again, as a story does; and every key wrapped anew, as `jigsaw rekey` does. Microseconds of the processor, each.
"""

import argparse
import json
import os
import time
from collections.abc import Callable
from uuid import UUID

from bench.databases import emptied, place
from bench.report import report

WORDS = (
    "She said that he had come back on Friday, and that she would rather that nobody at home knew of it. " * 3
)
AT_ONCE, A_PERSON = 1_000, 10


def main() -> None:
    """Read the command line, measure, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="5,000 pieces in place of 100,000")
    pieces = 5_000 if parser.parse_args().quick else 100_000
    where = place("sqlite", "sealed")
    emptied(where)
    os.environ.update(where.environment)
    _ready()
    texts: dict[UUID, str] = {}
    figures = {
        "pieces": pieces,
        "written_plain_us": each(
            pieces, lambda: [json.dumps([WORDS, {"value": "Mo"}]) for _ in range(pieces)]
        ),
        "sealed_us": each(pieces, lambda: seal_all(pieces, texts)),
        "opened_us": each(pieces, lambda: open_all(texts)),
        "wrapped_anew_us_a_key": each(pieces // A_PERSON, rewrap_all),
        "story_of_20_opened_us": each(
            200, lambda: [open_all(dict(list(texts.items())[:20])) for _ in range(200)]
        ),
        "bytes_more": len(next(iter(texts.values()))) - len(WORDS),
    }
    report("sealed", **figures)


def _ready() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def each(number: int, work: Callable[[], object]) -> float:
    """Microseconds of the processor for each of a number of things."""
    began = time.process_time()
    work()
    return round((time.process_time() - began) / number * 1e6, 1)


def seal_all(pieces: int, texts: dict[UUID, str]) -> None:
    """Seal so many pieces, and keep what is kept of them."""
    from django.db import transaction

    from jigsaw.foundation.sealing.ciphers import Told
    from jigsaw.foundation.sealing.closing import ToSeal, seal

    for first in range(0, pieces, AT_ONCE):
        numbers = range(first, min(pieces, first + AT_ONCE))
        told = [
            ToSeal(UUID(int=n + 1), UUID(int=n // A_PERSON + 1), "1/a", Told(WORDS, {"value": "Mo"}))
            for n in numbers
        ]
        with transaction.atomic():
            texts |= seal(told)


def open_all(texts: dict[UUID, str]) -> None:
    """Open them, a thousand at a time."""
    from jigsaw.foundation.sealing.opening import open_sealed

    kept = list(texts.items())
    for first in range(0, len(kept), AT_ONCE):
        found = open_sealed({piece: (text, "1/a") for piece, text in kept[first : first + AT_ONCE]})
        assert all(one.told for one in found.values())


def rewrap_all() -> None:
    """Wrap every key anew."""
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.foundation.sealing.actions import rewrap

    rewrap(by=JIGSAW)


if __name__ == "__main__":
    main()
