"""Plain rules of looks: whose a look was, how it is told to the person, which looks are odd."""
