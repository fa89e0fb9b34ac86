"""Files that somebody sends in: one checking step that each of them passes before anything reads it."""
