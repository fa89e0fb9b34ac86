"""Linking files for analysts, without a database: read, map, link, write."""
