"""Rules of the story, on plain values: its order, its months, its silences, who is involved, what is not
known.
"""
