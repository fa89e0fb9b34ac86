"""The staff workspace: sign-in, home, search, and the pages of each capability under one roof."""
