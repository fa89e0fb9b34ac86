"""Linking any files of people: what is compared and what it is worth follows from the columns at hand.

The way of a row: `entries` says what it holds, `whole_names` takes a name in one column apart, `comparable`
makes it comparable, `blocks` finds what is worth comparing, `learning` re-estimates the shipped weights from
the rows themselves without any truth, `threshold` says where to join, `groups` puts records together.
"""
