"""The case work the three tiers share: repositories, reactions, queries, endpoints."""
