"""The inbox: what others have said, as a replica of each source's chain. Receiving and applying are two steps."""
