"""Reads know who looks, writes know who acts, and both say what they mean."""

import ast

import pytest

from tests.structure.sources import FUNCTIONS, modules


def rooms(name):
    """The modules of that room: care/story/queries.py, or those in care/story/queries/."""
    return [m for m in modules() if name in m.name.split(".")[3:] and not m.path.stem.startswith("_")]


def public_functions(name):
    return [
        (f"{module.place}:{node.lineno} {node.name}", node)
        for module in rooms(name)
        for node in module.tree.body
        if isinstance(node, FUNCTIONS) and not node.name.startswith("_")
    ]


@pytest.mark.parametrize("room", ["queries", "actions", "policies"])
def test_every_public_function_says_what_it_means(room):
    silent = [place for place, node in public_functions(room) if not ast.get_docstring(node)]
    assert not silent, "Give these a docstring:\n" + "\n".join(silent)


def test_every_query_takes_the_viewer():
    def parameters(node):
        return {a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)}

    blind = [
        place
        for place, node in public_functions("queries")
        if "viewer" not in parameters(node) and not node.name.startswith("viewer_")  # these make the viewer
    ]
    assert not blind, "These reads do not know who looks:\n" + "\n".join(blind)


def test_every_action_is_keyword_only_and_takes_by():
    nameless = [place for place, node in public_functions("actions") if not is_signed(node)]
    assert not nameless, "Write `def act(*, by, …)`:\n" + "\n".join(nameless)


def is_signed(node):
    positional = [*node.args.posonlyargs, *node.args.args]
    return not positional and "by" in {argument.arg for argument in node.args.kwonlyargs}
