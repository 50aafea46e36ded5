"""Floors: what the same servers do for the barest program, without any of the platform's rules."""
