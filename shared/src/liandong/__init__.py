"""Liandong: what the tiers and electronic supervision share."""

__version__ = "0.1.0"
