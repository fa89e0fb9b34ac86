"""The pages by which people change patterns, and by which anybody asks why one was or was not true."""
