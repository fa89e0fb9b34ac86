"""Page objects of conversations: what each page shows, decided before the template."""
