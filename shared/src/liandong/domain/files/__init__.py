"""Files of materials: what may be taken in, whose they are, and who may open them."""
