"""`jigsaw encode`: an agency's file of people as encodings, made on the agency's own machine."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from jigsaw.foundation.core.errors import JigsawError
from jigsaw.interfaces.commands.answers import say
from jigsaw.interfaces.commands.ground import tell_error

NEW_KEY = "new-key"
MOST_TOLD = 20


def encode(
    file: str = typer.Argument(help=f"The agency's file of people; or {NEW_KEY}, to make a key."),
    key_file: Path = typer.Option(..., "--key-file", help="The key that the agencies share."),
    mapping: Path = typer.Option(None, help="The feed.toml that says what the file's columns mean."),
    out: Path = typer.Option(None, help="The file to write: .ndjson or .csv."),
    replace: bool = typer.Option(False, "--replace", help="Write over a file that was encoded before."),
    allow_test_numbers: bool = typer.Option(
        False, "--allow-test-numbers", help="Count NHS numbers from 999 as valid: for invented people only."
    ),
) -> None:
    """Encode the identities in a file, so that they can be joined and not read. Needs no database, no network."""
    try:
        if file == NEW_KEY:
            _make_key(key_file)
        else:
            _encode(
                Path(file), key_file, mapping, out, replace=replace, allow_test_numbers=allow_test_numbers
            )
    except JigsawError as error:
        tell_error(error)
        raise typer.Exit(error.exit_code) from None


def _make_key(key_file: Path) -> None:
    from jigsaw.engine.linkage.encoded.keys import new_key

    made = new_key(key_file)
    say(
        f"Made the key {made.id} in {key_file.name}. Whoever has it can test guesses about everybody encoded with it."
    )
    say("Hand it to the other agencies by a way you trust, never with the encoded files; keep a copy safe.")


def _encode(
    file: Path,
    key_file: Path,
    mapping: Path | None,
    out: Path | None,
    *,
    replace: bool,
    allow_test_numbers: bool,
) -> None:
    from jigsaw.engine.linkage.encoded.keys import read_key
    from jigsaw.interfaces.commands.encoding_file import ASKED, NotEncoded, encode_file

    if mapping is None or out is None:
        missing = "--mapping" if mapping is None else "--out"
        mend = f"jigsaw encode FILE --key-file KEY --mapping feed.toml --out FILE.ndjson; to make a key: {NEW_KEY}"
        raise NotEncoded(ASKED, f"{missing} was not given", mend)
    told = encode_file(
        file,
        mapping,
        read_key(key_file),
        out,
        datetime.now(UTC),
        allow_test_numbers=allow_test_numbers,
        replace=replace,
    )
    say(f"{told.written:,} records encoded into {out.name}")
    if told.saying_nothing:
        say(
            f"{told.saying_nothing:,} of them have neither a birth date nor an NHS number and can join nobody"
        )
    _tell_refused(told.refused)


def _tell_refused(refused: list[str]) -> None:
    if not refused:
        return
    for why in refused[:MOST_TOLD]:
        say(f"  {why}")
    if len(refused) > MOST_TOLD:
        say(f"  and {len(refused) - MOST_TOLD:,} more")
    say(f"{len(refused):,} faults: the rows are not in the encoded file. Correct them and encode again.")
    raise typer.Exit(1)
