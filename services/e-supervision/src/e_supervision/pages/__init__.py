"""Pages of electronic supervision: the wall, and from a light to its reason."""
