"""The rules for handling a case: small named functions, each with its legal basis."""
