"""公众查询: a number and its secret open what the applicant may know of his own matter."""
