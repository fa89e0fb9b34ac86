"""What was done and what was looked at, by whom, when and why."""
