"""The demo's story: what the people of a city do in a week, through the public REST APIs only, scene by scene."""
