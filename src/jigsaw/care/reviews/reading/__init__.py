"""Chronologies in: tables of Word, Excel and CSV files in whatever shape an agency keeps them, row by row."""

from jigsaw.care.reviews.reading.chronology import Read, Refused, RowRead, read_chronology
from jigsaw.care.reviews.reading.rows import is_to_come

__all__ = ["Read", "Refused", "RowRead", "is_to_come", "read_chronology"]
