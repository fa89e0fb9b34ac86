"""A Django database engine: SQLite of a known good version, in write-ahead mode.

Python brings whatever SQLite its machine has, and versions 3.7.0 to 3.51.2 can damage a write-ahead log
when it is reset (the WAL-reset fault, mended in 3.51.3). This engine runs Django's own SQLite backend
over the `sqlcipher3` wheel, which carries a mended SQLite that can also encrypt, and refuses a faulty one.
"""
