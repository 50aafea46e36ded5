"""Who may do what: actions, the matrix of roles, and the decision (domain rules R.1, D.3)."""
