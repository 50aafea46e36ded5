"""The local stack: PostgreSQL, NATS and the four services on one machine, started and watched by one command."""
