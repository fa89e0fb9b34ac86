"""The questions of a review's pages."""
