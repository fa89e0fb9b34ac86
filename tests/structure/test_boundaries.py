"""Who may import whom, beyond what the import contracts in pyproject.toml say."""

import tomllib
from functools import cache

import grimp

from tests.structure.sources import ROOT, SOURCE

PRIVATE_ROOMS = {"models", "views", "forms", "presenters", "urls"}
# Made to be used by all: values and errors, the design, and the words agency, team and practitioner.
SHELVES = ("jigsaw.foundation.core", "jigsaw.foundation.design", "jigsaw.foundation.organisations")


@cache
def graph():
    return grimp.build_graph("jigsaw", include_external_packages=True, cache_dir=None)


def capability_of(module):
    """jigsaw.care.story.queries -> jigsaw.care.story; the same for the foundation's packages."""
    parts = module.split(".")
    return ".".join(parts[:3]) if parts[1:2] in (["care"], ["foundation"]) and len(parts) > 2 else None


def is_private(module):
    capability = capability_of(module)
    return bool(
        capability
        and not capability.startswith(SHELVES)
        and module.removeprefix(capability + ".").split(".")[0] in PRIVATE_ROOMS
    )


def test_no_capability_imports_another_ones_models_views_forms_presenters_or_urls():
    trespasses = [
        f"{importer} imports {private}"
        for private in sorted(filter(is_private, graph().modules))
        for importer in sorted(graph().find_modules_that_directly_import(private))
        if capability_of(importer) != capability_of(private)
    ]
    assert not trespasses, "Go through domain, policies, queries or actions:\n" + "\n".join(trespasses)


def test_splink_is_imported_where_models_are_trained_and_where_spark_weighs_and_nowhere_else():
    users = graph().find_modules_that_directly_import("splink") if "splink" in graph().modules else set()
    assert users <= {"jigsaw.engine.linkage.train", "jigsaw.engine.linkage.adapt.on_spark"}


def test_no_domain_knows_django():
    domains = [name for name in graph().modules if "domain" in name.split(".")]
    offenders = [name for name in domains if "django" in graph().find_modules_directly_imported_by(name)]
    assert not offenders


def test_every_capability_has_its_place_in_the_import_direction():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    placed = " ".join(next(c["layers"] for c in contracts if c["id"] == "direction"))
    folders = [f for half in ("care", "foundation") for f in (SOURCE / half).glob("*/__init__.py")]
    names = [".".join(f.parent.relative_to(SOURCE.parent).parts) for f in folders]
    assert not [name for name in names if f"{name}" not in placed.replace("(", "").replace(")", "").split()]


def test_no_contract_has_a_list_of_exceptions():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert "ignore_imports" not in str(settings["tool"]["importlinter"])
