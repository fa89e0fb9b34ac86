"""Ways in: the workspace, the command line, folders of files. Nothing imports them."""
