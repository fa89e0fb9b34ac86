"""The person and the home: worked out from what agencies say, never typed in."""
