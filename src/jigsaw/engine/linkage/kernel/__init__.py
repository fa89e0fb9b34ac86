"""The fast twin of `score.weigh`: a model compiled to a flat plan, records stored as whole numbers, pairs weighed in
batch on every core or one record against a store."""

from jigsaw.engine.linkage.kernel.blocking import BlockingRule, block_on, read_rule, read_rules
from jigsaw.engine.linkage.kernel.library import in_use, using
from jigsaw.engine.linkage.kernel.plan import Plan, compile_plan
from jigsaw.engine.linkage.kernel.store import Pairs, Store

__all__ = [
    "BlockingRule",
    "Pairs",
    "Plan",
    "Store",
    "block_on",
    "compile_plan",
    "in_use",
    "read_rule",
    "read_rules",
    "using",
]
