"""Page objects of reviews."""
