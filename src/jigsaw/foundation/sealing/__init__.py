"""What a sealed piece says, under a key of each person; and the key outside the database that opens those keys."""
