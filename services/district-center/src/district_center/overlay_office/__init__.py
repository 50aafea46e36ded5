"""The overlay office 区级调整: a district shortens limits and drops materials for its own unit."""
