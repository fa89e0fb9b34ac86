from hypothesis import given
from hypothesis import strategies as some

from jigsaw.foundation.audit.domain import tree

LEAVES = some.lists(some.binary(max_size=4), max_size=40)


@given(LEAVES)
def test_a_tree_that_grows_has_the_root_that_the_standard_defines(leaves):
    grown = tree.Tree()
    for one in leaves:
        grown.add(one)
    assert grown.root() == tree.root_of(leaves)
    assert len(grown.roots) == len(leaves).bit_count()


@given(LEAVES.filter(bool), some.data())
def test_a_row_is_shown_to_be_in_it_and_another_is_not(leaves, data):
    at = data.draw(some.integers(0, len(leaves) - 1))
    path, root = tree.path_to(at, leaves), tree.root_of(leaves)
    assert tree.is_in(leaves[at], at, len(leaves), path, root)
    assert not tree.is_in(leaves[at] + b"x", at, len(leaves), path, root)
    assert not tree.is_in(leaves[at], at, len(leaves), [*path, b""], root)


def test_a_place_beyond_the_last_is_in_no_tree():
    assert not tree.is_in(b"a", 1, 1, [], tree.root_of([b"a"]))


def test_the_roots_are_those_of_the_standards_own_reference():
    # Certificate Transparency's reference leaves: their empty tree, and the tree of all eight.
    leaves = [bytes.fromhex(one) for one in REFERENCE]
    assert tree.root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert tree.root_of(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


REFERENCE = (
    *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
    "606162636465666768696a6b6c6d6e6f",
)
