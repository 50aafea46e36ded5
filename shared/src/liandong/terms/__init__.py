"""The words everybody uses: codes, roles, refusals, the legal zone. Standard library only."""
