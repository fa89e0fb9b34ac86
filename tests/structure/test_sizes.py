"""How long things may be: a reader holds a screen, not a scroll. How tangled, Ruff measures (C901)."""

import re
import tomllib
from pathlib import Path

from tests.structure.sources import modules

LIMITS = {"module": 400, "function": 60}


def measured():
    """(kind, what) -> size, for every module and function of src."""
    sizes = {}
    for module in modules():
        if module.is_migration:
            continue
        sizes["module", module.place] = len(module.text.splitlines())
        for name, function in module.functions():
            sizes["function", f"{module.place}::{name}"] = function.end_lineno - function.lineno + 1
    return sizes


def allowances():
    """(kind, what) -> the size that was let in."""
    listed = tomllib.loads(Path(__file__).with_name("allowances.toml").read_text())
    return {(a["kind"], a["what"]): a["size"] for a in listed.get("allowance", [])}


def test_nothing_is_longer_than_a_reader_can_hold():
    allowed = allowances()
    over = {key: size for key, size in measured().items() if size > LIMITS[key[0]]}
    refused = [
        f"{kind} {what}: {size}" for (kind, what), size in over.items() if size > allowed.get((kind, what), 0)
    ]
    assert not refused, f"Limits are {LIMITS}; divide these:\n" + "\n".join(refused)


def test_the_list_of_allowances_only_shrinks():
    sizes = measured()
    needless = [key for key in allowances() if sizes.get(key, 0) <= LIMITS[key[0]]]
    assert not needless, f"Take these out of allowances.toml: {needless}"


def test_no_tangle_is_waved_through():
    waved = [module.place for module in modules() if re.search(r"noqa:[^\n]*\bC901\b", module.text)]
    assert not waved, f"Divide it: {waved}"
