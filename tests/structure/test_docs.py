"""What the documentation promises: every table explained, every page true, every link and command there."""

import re
import shutil
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
import typer
from django.apps import apps

from jigsaw.care.conversations.domain.diagram import states_page
from jigsaw.care.intake.domain import mapping, mapping_read, mapping_rules, readers
from jigsaw.care.reasons.pack import FIRST, vocabulary
from jigsaw.cli import app
from jigsaw.engine.patterns.conditions import TERMS
from jigsaw.engine.patterns.examples import run_examples
from jigsaw.engine.patterns.pack import load_pack
from jigsaw.foundation.core.dates import read_date
from jigsaw.foundation.core.errors import JigsawError, UnreadableDate
from jigsaw.foundation.core.tables import AppendOnly, Derived
from jigsaw.interfaces.reference import access, command_line, kinds, patterns
from tests.structure.sources import ROOT, modules, tracked_files

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
TOP = {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "NOTICE"}
OURS = [model for model in apps.get_models() if model.__module__.startswith("jigsaw.")]
FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^ *```[a-z]*\n(.*?)^ *```|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
GENERATED = {
    "access-rules": access.access_page,
    "command-line": lambda: command_line.command_line_page(commands()),
    "conversation-states": states_page,
    "kinds-of-piece": kinds.kinds_page,
    "patterns": patterns.patterns_page,
}


def commands():
    return typer.main.get_command(app)


@cache
def pages():
    """Every page by its path: docs, and those at the top of the repository."""
    wanted = [f for f in tracked_files() if f.suffix == ".md" and (DOCS in f.parents or f.name in TOP)]
    return {page: page.read_text("utf-8") for page in wanted if page.parent == ROOT or DOCS in page.parents}


def code_of(text):
    """What stands in code: fenced blocks, line by line, and words between backticks."""
    for block, word in CODE.findall(text):
        yield from (block.replace("\\\n", " ").splitlines() if block else [word])


def rows(name, columns):
    """The rows of a reference page's tables that have so many columns, each a tuple of cells."""
    text = (REFERENCE / f"{name}.md").read_text("utf-8")
    lines = [re.split(r"(?<!\\)\|", line)[1:-1] for line in text.splitlines() if line.startswith("| `")]
    return [tuple(cell.strip() for cell in line) for line in lines if len(line) == columns]


# ---- The glossary ----


def kind_of(model):
    return (
        "append-only"
        if issubclass(model, AppendOnly)
        else "derived"
        if issubclass(model, Derived)
        else "changeable"
    )


def test_the_glossary_names_every_table_and_its_kind():
    told = {name.strip("`"): kind for name, kind, meaning in rows("glossary", 3) if meaning}
    assert told == {model._meta.label: kind_of(model) for model in OURS}


def test_no_row_that_may_hold_a_persons_particulars_has_words():
    """DJ008 is off on purpose: what a row says of itself ends up in logs."""
    personal = [
        model for model in OURS if model._meta.app_label in {"intake", "people", "linkage", "reasons"}
    ]
    speaking = {model._meta.label for model in personal if "__str__" in vars(model)}
    assert speaking <= {"intake.Feed"}


# ---- Pages that the code writes, or that lists of the code must fill ----


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_page_says_what_the_code_says(name):
    page = REFERENCE / f"{name}.md"
    assert page.read_text("utf-8") == GENERATED[name](), "Run: .venv/bin/python scripts/write_reference"


def test_every_tag_is_explained():
    assert kinds.tags_in_use() <= set(
        re.findall(r"^\| `([\w-]+)` \| [^|]+ \|$", kinds.kinds_page(), re.MULTILINE)
    )


def test_every_exit_code_is_explained():
    told = set(re.findall(r"^\| (\d) \|", (REFERENCE / "command-line.md").read_text("utf-8"), re.MULTILINE))
    assert {str(code) for code in command_line.exit_codes()} <= told


def test_every_error_is_explained_with_its_exit_code():
    for module in modules():
        if "class " in module.text and "core.errors import" in module.text:
            import_module(module.name)
    told = {name.strip("`"): code for name, _, code, _ in rows("errors", 4)}
    assert told == {error.__name__: str(error.exit_code) for error in every_error(JigsawError)}


def every_error(error):
    yield error
    for narrower in error.__subclasses__():
        if narrower.__module__.startswith("jigsaw."):
            yield from every_error(narrower)


def test_every_word_of_a_mapping_is_explained():
    told = set(code_of((REFERENCE / "feed-toml.md").read_text("utf-8")))
    words = {*mapping.RECORD_FIELDS, *mapping.PIECE_FIELDS, *mapping.ROLES, *mapping.AGENCY_KINDS}
    words |= {*mapping.HOLDS, *filter(None, mapping.RESTRICTIONS), *readers.FORMATS}
    assert not words - told


@pytest.mark.parametrize(("written", "means", "accuracy"), rows("written-dates", 3))
def test_a_date_in_the_reference_is_read_as_it_says(written, means, accuracy):
    moment = read_date(written.strip("`"))
    assert (moment.text(), str(moment.accuracy)) == (means, accuracy)


@pytest.mark.parametrize("written", [written for written, _ in rows("written-dates", 2)])
def test_a_date_that_the_reference_refuses_is_refused(written):
    with pytest.raises(UnreadableDate):
        read_date(written.strip("`"))


def toml_blocks_of(page):
    """A page's TOML blocks in their order."""
    text = (DOCS / "how-to" / f"{page}.md").read_text("utf-8")
    return re.findall(r"^```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def toml_of(page):
    """A page's TOML blocks, one after another: a how-to builds one file up in steps."""
    return "\n".join(toml_blocks_of(page))


def test_the_mapping_that_the_how_to_builds_is_sound():
    folder, faults = mapping_read.read_mapping(toml_of("write-a-feed-mapping"))
    faults += [fault for one in folder.files for fault in mapping_rules.faults_of_file(one, "file")]
    assert not faults


def test_the_pattern_that_the_how_to_writes_comes_out_as_it_says(tmp_path):
    (tmp_path / "pattern.toml").write_text(toml_blocks_of("write-a-pattern")[0], "utf-8")
    (pattern,) = load_pack(tmp_path, vocabulary()).patterns
    assert all(outcome.is_as_stated for outcome in run_examples(pattern))


def test_the_area_that_the_how_to_writes_is_sound_beside_the_pack(tmp_path):
    pack = shutil.copytree(FIRST, tmp_path / "pack")
    (pack / "areas").mkdir(exist_ok=True)
    (pack / "areas" / "coast.toml").write_text(toml_blocks_of("write-a-pattern")[1], "utf-8")
    assert load_pack(pack, vocabulary(), area="coast").pattern("R03").parameters["contacts"] == 4


def test_every_term_of_a_condition_is_in_the_how_to():
    told = set(re.findall(r"^\| `(\w+)` \|", pages()[DOCS / "how-to" / "write-a-pattern.md"], re.MULTILINE))
    assert told == set(TERMS)


# ---- Links, paths and commands ----


def anchors(text):
    """Where links into a page can lead: its headings, as code forges name them, and marked places."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return made | set(re.findall(r'<a id="([^"]+)">', text))


def broken_links(page, text):
    for target in re.findall(r"(?<!`)\]\(([^)\s]+)\)", FENCE.sub("", text)):
        path, _, anchor = target.partition("#")
        if re.match(r"https?:|mailto:", target):
            continue
        led = (page.parent / path).resolve() if path else page
        if not led.exists() or (anchor and anchor not in anchors(led.read_text("utf-8"))):
            yield f"{page.relative_to(ROOT)}: {target}"


def test_every_link_leads_somewhere():
    assert not [fault for page, text in pages().items() for fault in broken_links(page, text)]


def test_every_page_of_docs_is_linked_from_its_index():
    index = {DOCS / "README.md", DOCS / "decisions" / "README.md"}
    linked = {
        (page.parent / target.partition("#")[0]).resolve()
        for page in index
        for target in re.findall(r"\]\(([^)\s]+)\)", pages()[page])
    }
    assert not {page for page in pages() if DOCS in page.parents} - linked - index


def test_every_path_of_ours_in_the_documentation_is_there():
    path = re.compile(r"(?:src|tests|docs|scripts|bench)/[\w./-]+")
    named = {(page, word) for page, text in pages().items() for word in code_of(text) if path.fullmatch(word)}
    assert not [f"{page.name}: {word}" for page, word in named if not (ROOT / word).exists()]


def quoted(word):
    """What follows a command's name wherever the documentation quotes it: (page, the words after it)."""
    call = re.compile(
        rf"^\s*(?:\$ )?(?:[A-Z_]+=\S+ )*(?:\S+/)?{word} ((?:[\w…][^\s|]*|-[^\s|]+)(?: [^|#&]*)?)"
    )
    for page, text in pages().items():
        for line in code_of(text):
            for match in call.finditer(line):
                yield page, match[1].split()


def fault_of_call(words):
    """What is wrong with `jigsaw` and these words; nothing when the command and its options are there."""
    at, rest = commands(), list(words)
    while hasattr(at, "commands") and rest and not rest[0].startswith(("-", "[")):
        at = at.commands.get(rest.pop(0))
    if at is None:
        return "no such command"
    known = {name for each in at.params for name in [*each.opts, *each.secondary_opts]} | {"--help"}
    return ", ".join(word for word in rest if word.startswith("--") and word.partition("=")[0] not in known)


def test_every_command_quoted_is_there():
    faults = {
        f"{page.name}: jigsaw {' '.join(words)}" for page, words in quoted("jigsaw") if fault_of_call(words)
    }
    assert not sorted(faults)


def test_every_make_target_quoted_is_there():
    text = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))
    named = {(page.name, next((w for w in words if "=" not in w), "")) for page, words in quoted("make")}
    benches = {f"bench-{path.stem}".replace("_", "-") for path in (ROOT / "bench").glob("*.py")}
    assert not {(page, target) for page, target in named if target and target not in targets | benches}


# ---- Decisions and hazards ----

DECISIONS = [page for page in pages() if page.parent == DOCS / "decisions" and page.name != "README.md"]
HAZARDS = re.split(r"^## ", (DOCS / "safety" / "hazard-log.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
HAZARD_FIELDS = (
    *("Hazard", "Cause", "Effect", "Existing controls", "Severity", "Likelihood", "Initial risk"),
    *("Additional controls", "Residual risk", "Owner", "Evidence", "Status"),
)


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_names_what_keeps_it(page):
    text = pages()[page]
    kept_by = text.partition("**Enforced by:**")[2]
    assert "by review" in kept_by or re.search(r"`(?:tests|src)/[^`]+`|`pyproject\.toml`", kept_by)
    assert len(text.split()) < 400, "Half a page"


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard[:4])
def test_a_hazard_has_every_field(hazard):
    told = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", hazard, re.MULTILINE))
    assert [name for name in HAZARD_FIELDS if not told.get(name, "").strip()] == []


def test_the_pages_at_the_top_are_there():
    assert not [name for name in TOP if not Path(ROOT, name).is_file()]
