"""Pure rules of who is who that the engine does not need."""
