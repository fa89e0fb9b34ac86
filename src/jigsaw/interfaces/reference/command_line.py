"""The page of commands, from the command line itself."""

from collections.abc import Iterator
from typing import Any

from jigsaw.foundation.core.errors import JigsawError

_HEAD = """# Command line

Written by `scripts/write_reference` from the commands themselves. How to use them:
[look from the command line](../how-to/look-from-the-command-line.md).

Tables, JSON and CSV go to standard output; progress and errors to standard error. A command that looks at people takes
a viewer (`--as`, or the setting `JIGSAW_AS`), shows what that viewer may see, and records the look.
"""
_CODES = """## Exit codes

| code | meaning |
| --- | --- |
| 0 | done, also when there is nothing to show |
| 1 | an error that is none of those below |
| 2 | the command was typed wrongly, or a definition file (`feed.toml`, a pattern, a linkage model) has faults |
| 3 | refused: a rule says no, or another step comes first |
| 4 | not found, or the viewer may not know that it is there |

Each error is told in three lines: what was asked, what stood in the way, what to do next. See [errors](errors.md)."""


def command_line_page(jigsaw: Any) -> str:
    """The whole page. `jigsaw`: the group of commands as the command-line library makes it."""
    parts = [_section(path, one) for path, one in commands_of(jigsaw)]
    return "\n\n".join([_HEAD.strip(), _CODES, *parts]) + "\n"


def commands_of(group: Any, path: str = "jigsaw") -> Iterator[tuple[str, Any]]:
    """Every command with the words that call it. Groups are opened; one that answers by itself comes first."""
    for name, one in group.commands.items():
        is_group = hasattr(one, "commands")
        if not is_group or one.invoke_without_command:
            yield f"{path} {name}", one
        if is_group:
            yield from commands_of(one, f"{path} {name}")


def exit_codes() -> frozenset[int]:
    """The exit codes that our errors give."""
    return frozenset(_codes(JigsawError))


def _codes(error: type[JigsawError]) -> Iterator[int]:
    yield error.exit_code
    for narrower in error.__subclasses__():
        yield from _codes(narrower)


def _section(path: str, one: Any) -> str:
    arguments = [each for each in one.params if each.param_type_name == "argument"]
    options = [each for each in one.params if each.param_type_name == "option"]
    usage = " ".join([path, *map(_usage, arguments), *(["[options]"] if options else [])])
    lines = [f"## `{path}`", " ".join(one.help.split()), f"`{usage}`"]
    if one.params:
        rows = [f"| `{_names(each)}` | {each.help or ''} |" for each in [*arguments, *options]]
        lines.append("\n".join(["| | |", "| --- | --- |", *rows]))
    return "\n\n".join(lines)


def _usage(argument: Any) -> str:
    word = argument.name.upper() + ("…" if argument.nargs != 1 else "")
    return word if argument.required else f"[{word}]"


def _names(each: Any) -> str:
    return each.name.upper() if each.param_type_name == "argument" else "`, `".join(each.opts)
