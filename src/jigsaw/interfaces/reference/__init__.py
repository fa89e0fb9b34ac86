"""Reference pages that are written from the code, so that they cannot say something else.

`scripts/write_reference` writes them into docs/reference; a structure test compares them with what is there.
"""
