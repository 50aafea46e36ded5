"""The demo's story: what the people of a city do, through the public REST APIs only."""
