"""Which source records are one person, and which addresses are one home: stored joins and what people
decided.
"""
