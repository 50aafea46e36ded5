"""The demo city 示范城市: a city with its units, people, catalogue and applicants, to try everything with."""
