"""Reading the words of a pattern that people will see: none may grade a person, or name what has no value."""

import string
from collections.abc import Collection

from jigsaw.engine.patterns.tables import Table
from jigsaw.engine.patterns.wording import forbidden_words


def kind_words(table: Table, key: str) -> str:
    """Words at a key, with a fault for each that grades or labels a person."""
    text = table.text(key)
    for words in forbidden_words(text):
        table.fault(key, f'grades or labels a person: "{words}".', "Say what happened, in plain words.")
    return text


def sentence(table: Table, key: str, placeholders: Collection[str]) -> str:
    """Kind words at a key, in which {these placeholders} may stand and no others."""
    text = kind_words(table, key)
    try:
        fields = [part[1:] for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError:
        table.fault(key, "has a curly bracket with no partner.", "Pair it, or take it out.")
        return ""
    for name, spec, conversion in fields:
        if name not in placeholders or spec or conversion:
            allowed = ", ".join(f"{{{placeholder}}}" for placeholder in placeholders)
            table.fault(key, f'has no value for "{{{name}}}".', f"Use only {allowed}.")
    return text
