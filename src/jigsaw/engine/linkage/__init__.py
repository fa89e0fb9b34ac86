"""Who is who: source records of several agencies become persons, each join explained and undoable.

The way of a record: `standardise` makes its fields comparable, `blocking` names the blocks it stands in,
`score` weighs a pair with a model that Splink trained, `decide` adds the rules that no weight may override,
`settle` turns edges into persons. `cluster.link_all` does it for everybody, `live.link_some` for a few
records, with the same answer.
"""
