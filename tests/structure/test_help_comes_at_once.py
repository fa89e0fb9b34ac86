"""Whoever asks for help waits for no database and no spreadsheet library: a command loads what it needs."""

import subprocess
import sys

HEAVY = ("django.db.models", "django.urls", "openpyxl", "numpy", "polars", "duckdb", "weasyprint")


def test_naming_the_commands_loads_nothing_heavy():
    loaded = f"import sys, jigsaw.cli; print(*[name for name in {HEAVY} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert told.stdout.split() == []
