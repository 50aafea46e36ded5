"""What may be said: everything a unit can write into its journal, in the past tense, versioned."""

from liandong.events.said import Event, Message, Publication

__all__ = ["Event", "Message", "Publication"]
