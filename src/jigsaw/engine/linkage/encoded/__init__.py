"""Identities without names: keyed encodings of a record's fields, compared with one another and with plain records.

Pure. An agency that may not send names encodes its records on its own machine; whoever has no key sees only
which encodings resemble one another. What that protects and what not: docs/explanation/encoded-identities.md.
"""
