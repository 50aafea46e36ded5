"""Who somebody is: accounts, tokens and their issuers, and the first operator of a new installation."""
