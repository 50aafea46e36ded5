"""What the platform can carry, as ratios to what the same machine does without it, in the same minutes."""
