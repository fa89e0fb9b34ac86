"""The outbox: short messages that tell somebody to sign in and look. Kept with what they tell of, sent by the timer.

A message holds nothing personal: no name, no date of birth, no diagnosis, no address. It says that something waits, and
where to sign in. It goes to each address once: a try of which nobody knows how it ended is left for a person to settle.
"""
