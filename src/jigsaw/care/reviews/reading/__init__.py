"""Chronologies in: tables of Word, Excel and CSV files in whatever shape an agency keeps them, row by row."""

from jigsaw.care.reviews.reading.chronology import Read, Refused, RowRead, read_chronology

__all__ = ["Read", "Refused", "RowRead", "read_chronology"]
