"""预申报: an application while it is prepared, outside of every clock, and what the window says of it beforehand."""
