"""The catalogue office 目录管理: the city publishes items, editions and the working calendar for all tiers."""
