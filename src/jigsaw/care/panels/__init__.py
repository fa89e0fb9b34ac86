"""A panel reads assessments and plans for their quality, answers the author by name, and refuses no need."""
