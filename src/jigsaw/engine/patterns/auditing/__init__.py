"""What can be measured of a pack without knowing who was really in need: by chance, by group, by kind of piece."""
