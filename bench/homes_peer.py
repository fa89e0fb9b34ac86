"""Run by the interpreter of an environment of its own that has uk-address-matcher: `homes_peer.py FOLDER`.

Reads known.csv and said.csv from the folder, and writes answers.csv: for each written address the home it is matched
to, its weight and how far it is told from the next best. Imports nothing of Jigsaw.
"""

import sys
import time
from pathlib import Path


def main(folder: Path) -> None:
    """Match every written address to the known ones, and say how long that took."""
    import duckdb
    from uk_address_matcher import AddressMatcher

    con = duckdb.connect()
    known = con.read_csv(str(folder / "known.csv"), all_varchar=True)
    said = con.read_csv(str(folder / "said.csv"), all_varchar=True)
    began, used = time.perf_counter(), time.process_time()
    matcher = AddressMatcher(canonical_addresses=known, addresses_to_match=said, con=con, show_progress="off")
    matcher.match().matches().write_csv(str(folder / "answers.csv"), header=True)
    print(round(time.perf_counter() - began, 2), round(time.process_time() - used, 2))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
