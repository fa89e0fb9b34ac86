"""Page objects of the story: what the pages show, made from what the queries tell."""
