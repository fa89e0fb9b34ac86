"""No table about people is read without a viewer: a read takes who looks and uses it, or is part of working things out.

A function that asks a table about people must take `viewer` or `by` and use it; a private one may instead be called, in
its own module, only by functions that do. Rooms in which Jigsaw works things out for all are listed, each with why.
"""

import ast
import re
from functools import cache

import pytest

from tests.structure.sources import FUNCTIONS, SOURCE, Module, modules

ABOUT_PEOPLE = {
    "Person",
    "SearchTerm",
    "Residence",
    "SourceRecord",
    "RecordVersion",
    "Piece",
    "PieceSubject",
    "PieceEnding",
    "Link",
    "Edge",
    "Reason",
    "Conversation",
    "Wish",
    "BrokenGlass",
}
VIEWERS = {"viewer", "by"}
TABLES = re.compile(
    r"(?i)\b(?:people_(?:person|searchterm|residence)|intake_(?:sourcerecord|recordversion|piece\w*))\b"
)
# What Jigsaw works out for everybody, on nobody's behalf, each with where its answer goes. The list may only shrink.
WORKED_OUT = {
    "jigsaw.care.conversations.derivation": "ids of subjects, for quiet after a conversation",
    "jigsaw.care.intake.accepting_pieces": "writes what an agency sent",
    "jigsaw.care.intake.accepting_records": "writes what an agency sent",
    "jigsaw.care.intake.counting": "counts for deciding joins, sealed pieces left out",
    "jigsaw.care.intake.derivation": "what is worked out anew from what agencies sent",
    "jigsaw.care.intake.record_reading": "what is joined and compared",
    "jigsaw.care.linkage.checking": "two counts for the doctor",
    "jigsaw.care.linkage.derivation": "who is who",
    "jigsaw.care.linkage.queries._reading": "private to queries that take a viewer",
    "jigsaw.care.linkage.queries.why": "made by a query that takes a viewer and checks",
    "jigsaw.care.people.actions": "search terms, written by Jigsaw",
    "jigsaw.care.people.derivation": "persons and homes",
    "jigsaw.care.people.queries.vocabulary": "words of names without whose they are, for misspellings",
    "jigsaw.care.people.settlement": "persons and homes",
    "jigsaw.care.people.terms": "search terms",
    "jigsaw.care.reasons.candidates": "ids that patterns read",
    "jigsaw.care.reasons.coming_first": "an order of reasons, thrown away; what is shown is asked with a viewer",
    "jigsaw.care.reasons.derivation": "ids of subjects, for joining",
    "jigsaw.care.reasons.differences": "counts a week",
    "jigsaw.care.reasons.groups": "counts by group, small numbers hidden",
    "jigsaw.care.reasons.near": "ids that patterns read, sealed pieces left out",
    "jigsaw.care.reasons.quieting": "whether a reason is told",
    "jigsaw.care.reasons.storing": "writes reasons",
    "jigsaw.care.reasons.telling": "whom to tell",
    "jigsaw.care.reasons.worth": "the hash of a pattern",
    "jigsaw.foundation.access.policies": "wishes of records, for the decision itself",
}
# How many conversations hang on a join is told to records stewards, who see none of them: a count and no more.
COUNTED = {("jigsaw.care.conversations.derivation", "open_about")}
SHOWN = ("jigsaw.interfaces.workspace", "jigsaw.interfaces.fhir")
ROOMS_THAT_SHOW = {"views", "presenters", "pages", "forms"}


def tables_asked_in_sql(module):
    """Names of the module's own questions in SQL to tables about people."""
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(c, ast.Constant) and isinstance(c.value, str) and TABLES.search(c.value)
            for c in ast.walk(node)
        ):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def asks_about_people(module, node):
    """Whether a function asks a table about people: by its model, or by a question in SQL."""
    in_sql = set(tables_asked_in_sql(module))
    for child in ast.walk(node):
        asks = isinstance(child, ast.Attribute) and child.attr in {"objects", "_base_manager"}
        if asks and isinstance(child.value, ast.Name) and child.value.id in ABOUT_PEOPLE:
            return True
        if isinstance(child, ast.Name) and child.id in in_sql:
            return True
    return False


def takes_and_uses_a_viewer(node):
    arguments = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
    taken = {argument.arg for argument in arguments} & VIEWERS
    return any(isinstance(c, ast.Name) and c.id in taken for one in node.body for c in ast.walk(one))


def functions_of(module):
    for node in module.tree.body:
        if isinstance(node, FUNCTIONS):
            yield node.name, node
        if isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{one.name}", one) for one in node.body if isinstance(one, FUNCTIONS))


def callers(module, name):
    last = name.rsplit(".", 1)[-1]
    for other, node in functions_of(module):
        names = (
            c.id if isinstance(c, ast.Name) else c.attr
            for c in ast.walk(node)
            if isinstance(c, ast.Name | ast.Attribute)
        )
        if other != name and last in names:
            yield other


def is_scoped(module, name, seen=()):
    node = dict(functions_of(module))[name]
    if takes_and_uses_a_viewer(node):
        return True
    if not name.rsplit(".", 1)[-1].startswith("_") or name in seen:
        return name in seen
    found = list(callers(module, name))
    return bool(found) and all(is_scoped(module, one, (*seen, name)) for one in found)


@cache
def unscoped():
    return {
        module.name: [
            name
            for name, node in functions_of(module)
            if asks_about_people(module, node) and not is_scoped(module, name)
        ]
        for module in modules()
        if not module.is_migration
    }


def test_every_read_about_people_takes_a_viewer_and_uses_it():
    found = [
        f"{module}: {', '.join(names)}"
        for module, names in unscoped().items()
        if names and module not in WORKED_OUT
    ]
    assert not found, "Take `viewer`, and ask a policy with it:\n" + "\n".join(found)


def test_the_list_of_rooms_that_ask_for_nobody_only_shrinks():
    needless = [name for name in WORKED_OUT if not unscoped().get(name)]
    assert not needless, f"Take these out of WORKED_OUT: {needless}"


def shows(name):
    return name.startswith(SHOWN) or bool(ROOMS_THAT_SHOW & set(name.split(".")))


def taken(module):
    """The functions of listed rooms that a module takes from them, by room and name."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module in WORKED_OUT:
            yield from ((node.module, alias.name) for alias in node.names)


def test_no_page_takes_a_read_that_is_for_nobody():
    found = [
        f"{module.name} takes {name} of {room}"
        for module in modules()
        if shows(module.name)
        for room, name in taken(module)
        if name in unscoped()[room] and (room, name) not in COUNTED
    ]
    assert not found, "\n".join(found)


PLANTED = {
    "def everybody(viewer):\n    return Person.objects.all()": False,
    "def everybody(viewer):\n    check(viewer)\n    return Person.objects.all()": True,
    "def _all():\n    return Piece.objects.all()\ndef told(viewer):\n    check(viewer)\n    return _all()": True,
    "def _all():\n    return Piece.objects.all()\ndef told():\n    return _all()": False,
    "_Q = Question('SELECT 1 FROM people_person')\ndef told(viewer):\n    return _Q.ask()": False,
}


@pytest.mark.parametrize("text", PLANTED)
def test_an_unscoped_read_is_found(text):
    module = Module(SOURCE / "planted.py", text, ast.parse(text))
    asking = [name for name, node in functions_of(module) if asks_about_people(module, node)]
    assert asking
    assert all(is_scoped(module, name) for name in asking) is PLANTED[text]
