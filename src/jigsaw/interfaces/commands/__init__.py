"""The command line: what the screens tell, for a terminal, a script or a spreadsheet."""
