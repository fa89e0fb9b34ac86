"""The report that is published with a pack of patterns: measured, the transparency record, and data protection."""
