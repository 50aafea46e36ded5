"""The bus: the only place that speaks to NATS."""
