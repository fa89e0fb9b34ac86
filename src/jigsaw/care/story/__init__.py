"""One story per person, home and network, for one viewer, as known on any day."""
