"""Page objects of sharing."""
