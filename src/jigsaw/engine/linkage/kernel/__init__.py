"""The fast twin of `score.weigh`: a model compiled to a flat plan, records stored as whole numbers, pairs weighed in
batch on every core or one record against a store. Compiled C where it was built, else numpy: equal to the last digit.

Pairs that blocking rules meet, at a threshold in bits (None: every pair)::

    plan = compile_plan(model, read_rules(settings["blocking_rules_to_generate_predictions"]))
    pairs = plan.encode(columns, ids).pairs(threshold)      # pairs.left, .right, .weight, .rule: arrays

Pairs that were met elsewhere, given as two arrays of row numbers::

    weights = compile_plan(model).encode(columns, range(rows)).weigh(left, right)

`columns`: one sequence a column of the model (`model.columns`), by its name: lists or Arrow's arrays, None where a
record says nothing, a list or a tuple of texts where the model compares lists. From records of this engine,
`columns_of(model, rows)` makes them of `model.row(standard)`.
"""

from jigsaw.engine.linkage.kernel.blocking import BlockingRule, block_on, read_rule, read_rules
from jigsaw.engine.linkage.kernel.encoding import columns_of
from jigsaw.engine.linkage.kernel.library import in_use, using, why_in_use
from jigsaw.engine.linkage.kernel.plan import Plan, compile_plan
from jigsaw.engine.linkage.kernel.store import Pairs, Store

__all__ = [
    "BlockingRule",
    "Pairs",
    "Plan",
    "Store",
    "block_on",
    "columns_of",
    "compile_plan",
    "in_use",
    "read_rule",
    "read_rules",
    "using",
    "why_in_use",
]
