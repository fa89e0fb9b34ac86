"""What runs by the clock, when it last did, and whether it went well."""
