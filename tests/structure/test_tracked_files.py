"""What may be in the repository: nothing huge, nothing of the machine that it was written on, no prints."""

import re

from tests.structure.sources import ROOT, is_vendored, text_of, tracked_files

ONE_MEGABYTE = 1_000_000
PLACES = re.compile(r"(?<![\w.>}])/(?:work|root|home|Users|farm|tmp)/\w")
REGISTRIES = re.compile(r"(?i)\b(?:pypi|npmjs|debian|pythonhosted|docker|crates|golang)\.(?:org|com|io)\b")
ADDRESS = re.compile(r"(?i)\b(?:https?|ftp|git\+\w+)://(?!(?:localhost|127\.0\.0\.1|\[::1\]))")
SET_UP = ("pyproject.toml", "Makefile", "requirements", "scripts", ".ci", "package.json")


def place(path):
    return str(path.relative_to(ROOT))


def test_every_file_is_smaller_than_a_megabyte():
    huge = [place(path) for path in tracked_files() if path.stat().st_size >= ONE_MEGABYTE]
    assert not huge


def test_no_file_names_a_place_on_somebodys_machine():
    found = [
        f"{place(path)}:{number} {line.strip()[:80]}"
        for path in tracked_files()
        if not is_vendored(path)
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if PLACES.search(line)
    ]
    assert not found, "\n".join(found)


def test_no_file_names_a_registrys_host():
    found = [
        place(path) for path in tracked_files() if not is_vendored(path) and REGISTRIES.search(text_of(path))
    ]
    assert not found


def test_setting_up_reads_from_no_address():
    ours = [path for path in tracked_files() if path.relative_to(ROOT).parts[0] in SET_UP]
    assert not [place(path) for path in ours if ADDRESS.search(text_of(path))]
