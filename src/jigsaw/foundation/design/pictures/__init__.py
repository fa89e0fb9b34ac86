"""Pictures made on the server as SVG, each with a table of the same facts under it."""
