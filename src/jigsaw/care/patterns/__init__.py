"""What people change about patterns: trials, signed numbers, the stop switch; and each definition that was in force."""
