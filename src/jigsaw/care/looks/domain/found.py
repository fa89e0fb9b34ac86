"""What somebody can find when they are asked about a look."""

FOUND = (
    ("part-of-work", "It was part of their work"),
    ("should-not", "It should not have happened"),
    ("unclear", "We could not find out"),
)
"""Each by its key and in words."""
