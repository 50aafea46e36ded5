"""公众查询: what an applicant is told of his own matter, in plain words, and nothing that is said inside the office."""
