"""One request of another unit as the asked unit sees it: stored, answered to the asker's machine, opened or rejected."""
