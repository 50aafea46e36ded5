"""The schema of supervision: timelines with their lights, the log of changes, which sources are silent."""
