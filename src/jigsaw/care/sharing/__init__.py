"""May I share this? Sharing policies that agencies sign, what they answer, and who decides when they do not."""
