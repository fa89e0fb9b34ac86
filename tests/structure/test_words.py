"""The words we use: British, plain, ours; and never a level of risk beside a person's name."""

import io
import re
import tokenize
from itertools import pairwise

from tests.structure.sources import ROOT, SOURCE, is_vendored, modules, text_of, tracked_files

PROSE = {".py", ".md", ".toml", ".jinja", ".txt", ".html"}
AMERICAN = {
    "analyze": "analyse",
    "anonymize": "anonymise",
    "behavior": "behaviour",
    "canceled": "cancelled",
    "center": "centre",
    "color": "colour",
    "enrollment": "enrolment",
    "favorite": "favourite",
    "fulfill": "fulfil",
    "labeled": "labelled",
    "labor": "labour",
    "neighbor": "neighbour",
    "normalize": "normalise",
    "organization": "organisation",
    "recognize": "recognise",
}
AMERICAN_WORD = re.compile(rf"(?i)(?<![a-z-])({'|'.join(AMERICAN)})(?:s|ed|d|ing|al|hood)?(?![a-z])")
# Where a standard's own spelling is quoted: FHIR, HSDS, styles and pictures.
FOREIGN = re.compile(r"(?i)fhir|hsds|\.css|\.svg|\.js|pictures")
RISK_LEVEL = re.compile(
    r"(?i)\b(?:high|medium|moderate|low)[- ]risk\b"
    r"|\brisk[ _-]?(?:score|level|rating|band|stratif\w*)\b"
    r"|\brag[ _-](?:rating|status)\b|\b(?:vulnerability|danger(?:ousness)?) score\b"
)
SAID_NO = re.compile(r"(?i)\b(?:no|not|never|nor|without|instead of|refuse\w*)\b")
EMPTY_NAMES = {"manager", "helper", "helpers", "util", "utils", "handler", "process", "data", "info"}
NOT_OURS = {
    "get_context_data",
    "process_exception",
    "process_view",
    "value_omitted_from_data",
}  # Django’s names
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X]|HACK)\b")


def own_words(path):
    """A file's lines with numbers; of Python, comments, strings and names that we define."""
    text = text_of(path)
    if path.suffix != ".py":
        return list(enumerate(text.splitlines(), 1))
    kinds = {tokenize.COMMENT, tokenize.STRING}
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    pairs = pairwise(tokens)
    named = {name.start for keyword, name in pairs if keyword.string in ("def", "class")}
    return [(t.start[0], t.string) for t in tokens if t.type in kinds or t.start in named]


def prose():
    """Our own texts, but for this file, which must name what it looks for."""
    here = ROOT / "tests" / "structure" / "test_words.py"
    return [f for f in tracked_files() if f.suffix in PROSE and not is_vendored(f) and f != here]


def test_spelling_is_british():
    found = [
        f"{path.relative_to(ROOT)}:{line} {match[0]} (write {AMERICAN[match[1].lower()]})"
        for path in prose()
        if not FOREIGN.search(str(path.relative_to(ROOT))) and path.parent.name != "requirements"
        for line, words in own_words(path)
        for match in AMERICAN_WORD.finditer(words)
        if not FOREIGN.search(words)
    ]
    assert not found, "\n".join(found)


def test_nobody_is_given_a_level_of_risk():
    found = [
        f"{path.relative_to(ROOT)}:{number} {match[0]}"
        for path in prose()
        if SOURCE in path.parents
        for number, line in enumerate(text_of(path).splitlines(), 1)
        for match in RISK_LEVEL.finditer(line)
        if not SAID_NO.search(line[: match.start()])
    ]
    assert not found, "A reason says what happened, and never how dangerous somebody is:\n" + "\n".join(found)


def words_of(name):
    """source_record, SourceRecord -> {source, record}."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_names_say_something():
    named = [(m.place, m.path.stem) for m in modules() if not m.is_migration]
    named += [(m.place, name.rsplit(".", 1)[-1]) for m in modules() for name, _ in m.functions()]
    empty = [
        f"{place}: {name}" for place, name in named if words_of(name) & EMPTY_NAMES and name not in NOT_OURS
    ]
    assert not empty, "Say what it holds or does:\n" + "\n".join(empty)


def test_nothing_is_left_for_later_in_a_comment():
    assert not [str(path.relative_to(ROOT)) for path in prose() if UNFINISHED.search(text_of(path))]
