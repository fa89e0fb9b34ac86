"""Writes rows of the table of cells from what comes today: for review, line by line, and never taken unread.

python -m tests.proofs.propose                  the routes that are not in the table yet; without those that are gone
python -m tests.proofs.propose person wishes    these too, anew
python -m tests.proofs.propose all              every one
"""

import os
import sys

import pytest

ASKED = "JIGSAW_PROPOSE"

if __name__ == "__main__":
    os.environ[ASKED] = " ".join(sys.argv[1:]) or "new"
    sys.exit(pytest.main(["-n0", "-q", "-s", "-p", "no:logging", "tests/proofs/test_proposing.py"]))
