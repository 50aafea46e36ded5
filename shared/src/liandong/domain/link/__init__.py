"""One request of another unit as the asked unit sees it: stored, acknowledged to its machine, opened or rejected."""
