"""A joint investigation or a Safeguarding Adult Review, led by equals from several agencies, from terms to report."""
