"""The engines that linkage is measured beside, each as its own documentation sets it up for such files.

All read the same columns, with the same dates and the same split of whole names, so that only linking differs.
dedupe is not among them: it learns from pairs that a person has labelled, and here nobody has.
"""

import logging
from collections.abc import Callable, Iterable

from jigsaw.engine.linkage.adapt.comparable import comparable, identifier
from jigsaw.interfaces.analysts import job as jobs
from jigsaw.interfaces.analysts.entries import entries_of

COLUMNS = ("given", "family", "birth_date", "address", "postcode", "identifier", "email", "telephone")


def rows_of(truth_set) -> list[dict[str, str | None]]:
    """The records as plain columns, empty as None."""
    tables, mappings = jobs.look(truth_set.files, truth_set.mapping)
    rows = []
    for entry in (entry for table in tables for entry in entries_of(table, mappings[table.file]).entries):
        standard = comparable(entry).standard
        values = {
            "given": standard.given,
            "family": standard.family,
            "birth_date": standard.birth_date,
            "address": " ".join([entry.address, *entry.words.values()]).lower().strip(),
            "postcode": standard.postcode,
            "identifier": next(filter(None, map(identifier, entry.identifiers.values())), ""),
            "email": standard.email,
            "telephone": standard.telephone,
        }
        rows.append({"id": entry.id, "source": entry.source} | {k: v or None for k, v in values.items()})
    return rows


def splink(truth_set) -> Iterable[Iterable[str]]:
    """Splink 5: its library's comparisons, EM on two blockings, joined at even odds, clusters as it makes them."""
    import pyarrow
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    rows = rows_of(truth_set)
    filled = [name for name in COLUMNS if sum(row[name] is not None for row in rows) >= len(rows) // 20]
    likes = {
        "given": compare.JaroWinklerAtThresholds("given", [0.9, 0.7]).configure(
            term_frequency_adjustments=True
        ),
        "family": compare.JaroWinklerAtThresholds("family", [0.9, 0.7]).configure(
            term_frequency_adjustments=True
        ),
        "birth_date": compare.DamerauLevenshteinAtThresholds("birth_date", [1, 2]),
        "address": compare.JaroWinklerAtThresholds("address", [0.9, 0.7]),
        "postcode": compare.DamerauLevenshteinAtThresholds("postcode", [1]),
        "identifier": compare.DamerauLevenshteinAtThresholds("identifier", [1, 2]),
        "email": compare.JaroWinklerAtThresholds("email", [0.9]),
        "telephone": compare.ExactMatch("telephone"),
    }
    blocking = [("given", "family"), ("birth_date",), ("postcode", "given"), ("postcode", "family")]
    blocking += [(name,) for name in ("identifier", "email", "telephone", "address")]
    settings = SettingsCreator(
        link_type="link_only" if truth_set.across_only else "dedupe_only",
        unique_id_column_name="id",
        blocking_rules_to_generate_predictions=[
            block_on(*each) for each in blocking if set(each) <= set(filled)
        ],
        comparisons=[likes[name] for name in filled],
    )
    sources = sorted({row["source"] for row in rows}) if truth_set.across_only else [None]
    schema = pyarrow.schema([(name, pyarrow.string()) for name in rows[0]])
    api = DuckDBAPI()
    tables = [
        api.register(
            pyarrow.Table.from_pylist([r for r in rows if source in (None, r["source"])], schema=schema)
        )
        for source in sources
    ]
    linker = Linker(tables, settings, log_level=logging.ERROR)
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("given", "family", "birth_date")], recall=0.6
    )
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for columns in (("birth_date",), ("given", "family")):
        training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=0.5
    )
    groups: dict[str, list[str]] = {}
    for row in found.as_record_list():
        groups.setdefault(row["cluster_id"], []).append(row["id"])
    return groups.values()


def recordlinkage_ecm(truth_set) -> Iterable[Iterable[str]]:
    """recordlinkage: its ECM classifier on binary comparisons, blocked on the same columns."""
    import pandas
    import recordlinkage

    from bench.linkage_accuracy import groups_of

    frame = pandas.DataFrame(rows_of(truth_set)).set_index("id")
    filled = [name for name in COLUMNS if frame[name].notna().sum() >= len(frame) // 20]
    index = recordlinkage.Index()
    for name in ("given", "family", "birth_date", "postcode", "identifier"):
        if name in filled:
            index.block(name)
    if truth_set.across_only:
        one, other = (part for _, part in frame.groupby("source"))
        sides = (one, other)
    else:
        sides = (frame,)
    pairs = index.index(*sides)
    compare = recordlinkage.Compare()
    for name in filled:
        if name in ("birth_date", "postcode", "telephone", "identifier"):
            compare.exact(name, name, label=name)
        else:
            compare.string(name, name, method="jarowinkler", threshold=0.85, label=name)
    links = recordlinkage.ECMClassifier().fit_predict(compare.compute(pairs, *sides))
    return groups_of(frame.index, links)


PEERS: dict[str, Callable] = {"splink": splink, "recordlinkage": recordlinkage_ecm}
