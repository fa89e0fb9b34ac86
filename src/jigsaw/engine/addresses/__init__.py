"""Written UK addresses: their parts, whether two mean one home, and which written addresses are which home.

The way of an address: `words` brings its spelling into one form, `parse` finds its parts, `compare` says of two
whether they are the same, different, or cannot be told, with why in words, `place` gives every written address of a
borough its home, and `shared` tells a hostel or a ward by its words. Nothing is guessed: what cannot be told stays
apart, and says so.
"""
