"""Pages the three tiers share; they call the handlers and queries of the API, and have no road of their own."""
