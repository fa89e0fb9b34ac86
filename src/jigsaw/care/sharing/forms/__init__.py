"""What a page of sharing asks for."""
