"""`jigsaw link --spark`: what it needs, said before any file is read, and the session while the job runs."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from os import environ
from pathlib import Path
from typing import Any

from jigsaw.engine.linkage.adapt.linking import WORTH_A_LOOK, Asked, Find
from jigsaw.foundation.core.errors import Refused, Unfinished
from jigsaw.interfaces.analysts.job import ModelFile

ON_SPARK = "Linking on Spark"
NEEDED = ("pyspark", "splink", "pandas")
EXTRA = "Install it: pip install 'jigsaw[train,spark]'"


def refuse_early(asked: Asked) -> None:
    """Say what is missing before any file is read. Raises Unfinished without the extra or Java, Refused to learn."""
    if asked.adapt:
        raise Refused(
            ON_SPARK,
            "weights are learnt on one machine",
            "Link a sample of the files without --spark, then give its folder: --model links/model --spark",
        )
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        raise Unfinished(ON_SPARK, f"{' and '.join(missing)} is not installed: only --spark needs it", EXTRA)
    if not java():
        raise Unfinished(
            ON_SPARK,
            "there is no Java here",
            "Install Java 17, or name its folder in JAVA_HOME; or leave --spark out",
        )


def java() -> str | None:
    """Where Java is, as Spark looks for it: JAVA_HOME, else the path."""
    home = environ.get("JAVA_HOME")
    return shutil.which(str(Path(home) / "bin" / "java") if home else "java")


@contextmanager
def session_on(master: str) -> Iterator[Any]:
    """A session while the job runs. Raises Unfinished when Spark does not begin."""
    from jigsaw.engine.linkage.adapt.on_spark import begin

    try:
        session = begin(master)
    except Exception as error:  # Spark raises what Java said, of many kinds
        raise Unfinished(
            ON_SPARK, f"Spark did not begin ({type(error).__name__})",
            "See that --spark-master is right and that Java is 17 or newer; Spark's own words stand above",
        ) from error  # fmt: skip
    try:
        yield session
    finally:
        session.stop()


def finding(session: Any, model: ModelFile, asked: Asked) -> Find:
    """How a job finds its pairs on that session."""
    from jigsaw.engine.linkage.adapt.on_spark import LEAST, OnSpark

    least = LEAST if asked.threshold is None else min(LEAST, asked.threshold - WORTH_A_LOOK)
    return OnSpark(session, model.settings, model.frequencies, asked.across_only, least)
