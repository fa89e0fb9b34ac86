"""Records stewards at work: which pair comes first, what would follow, who looks again, how well we decide."""
