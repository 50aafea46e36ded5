"""The checker 核验: chains, histories and lights recomputed from the ledger by another road than the ordinary one."""
