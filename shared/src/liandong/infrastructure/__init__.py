"""Carries things and knows no rules: database, journal, relay, inbox, bus, http, keys, identity, logs."""
