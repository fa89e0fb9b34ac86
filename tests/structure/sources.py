"""The repository as structure tests see it: its tracked files, its modules, and what is defined in them."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "jigsaw"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@cache
def tracked_files() -> list[Path]:
    """Every file that is or is about to be in the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    paths = [ROOT / name for name in names.split("\0") if name]
    return [path for path in paths if path.is_file()]


def is_vendored(path: Path) -> bool:
    """Whether others wrote it: prebuilt styles and scripts that we carry as they are."""
    return "vendor" in path.parts or path.name in ("LICENSE", "LICENCE", "LICENCE.txt", "LICENSE.txt")


def text_of(path: Path) -> str:
    """A file's text, or nothing when it is not text."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


@dataclass(frozen=True)
class Module:
    """One Python file of src, parsed."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Dotted, from `jigsaw` on."""
        parts = self.path.relative_to(SOURCE.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def place(self) -> str:
        """The path as a person would write it."""
        return str(self.path.relative_to(ROOT))

    @property
    def is_migration(self) -> bool:
        """Whether Django wrote it to change the tables."""
        return "migrations" in self.path.parts

    def functions(self) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
        """Every function and method, with its name within the module."""
        yield from walk_functions(self.tree, "")


def walk_functions(
    node: ast.AST, prefix: str
) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """The functions under a node, outermost first."""
    for child in ast.iter_child_nodes(node):
        inner = prefix
        if isinstance(child, (*FUNCTIONS, ast.ClassDef)):
            inner = f"{prefix}{child.name}."
        if isinstance(child, FUNCTIONS):
            yield inner[:-1], child
        yield from walk_functions(child, inner)


@cache
def modules() -> list[Module]:
    """Every module of src, parsed once a run."""
    paths = sorted(path for path in SOURCE.rglob("*.py") if "node_modules" not in path.parts)
    texts = [(path, path.read_text("utf-8")) for path in paths]
    return [Module(path, text, ast.parse(text, str(path))) for path, text in texts]
