"""Whether this installation is well: for the doctor, for a page, and for a machine that asks."""
