"""Files that others made are the ones we looked at, and call nobody."""

import re
import tomllib
from pathlib import Path

import pytest

from jigsaw.foundation.design import vendoring

VENDORED = tomllib.loads((vendoring.VENDOR / "VENDORED.toml").read_text("utf-8"))
HASHES = {name: hash_ for package in VENDORED.values() for name, hash_ in package["sha256"].items()}
SHIPPED = [path for path in vendoring.VENDOR.parent.rglob("*") if path.suffix in {".css", ".js", ".svg"}]
FETCHES = re.compile(r"""(?:url\(|@import|(?:src|href)\s*=|import\s*\(?|fetch\()\s*["']?\s*(?:https?:)?//""")


@pytest.mark.parametrize("name", HASHES)
def test_each_vendored_file_is_the_one_recorded(name):
    assert vendoring.fingerprint(vendoring.VENDOR / name) == HASHES[name]


def test_no_file_is_vendored_without_being_recorded():
    present = {
        str(path.relative_to(vendoring.VENDOR)) for path in vendoring.VENDOR.rglob("*") if path.is_file()
    }
    assert present == set(HASHES) | {"VENDORED.toml"}


@pytest.mark.parametrize("package", VENDORED)
def test_each_vendored_package_names_its_version_and_ships_its_licence(package):
    entry = VENDORED[package]
    assert entry["version"]
    assert entry["licence"]
    assert (vendoring.VENDOR / entry["licence_file"]).stat().st_size > 100


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_no_shipped_file_calls_a_third_party(path: Path):
    text = path.read_text("utf-8")
    assert not FETCHES.search(text)
    assert "@font-face" not in text
    assert "Frutiger" not in text


def test_web_fonts_and_source_maps_are_taken_out():
    css = "@font-face{src:url(https://fonts.example/a.woff)}p{margin:0}/*# sourceMappingURL=a.map */"
    assert vendoring.without_outside_calls(css) == "p{margin:0}"


def test_bringing_in_copies_each_wanted_file(tmp_path, monkeypatch):
    monkeypatch.setattr(vendoring, "VENDOR", tmp_path / "vendor")
    monkeypatch.setattr(vendoring, "WANTED", {"images/a.svg": "package/a.svg"})
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "a.svg").write_text("<svg/>")
    [line] = vendoring.bring_in(tmp_path)
    assert line == f'"images/a.svg" = "{vendoring.fingerprint(tmp_path / "vendor/images/a.svg")}"'
