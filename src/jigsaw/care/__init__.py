"""What staff would recognise as a thing they do."""
