"""The journal: every word a unit has said, in order, for good. It is also the outbox."""
