"""文书 of cases and joint approvals: from a journalled act to a sealed, numbered PDF, and back from it for anyone."""
