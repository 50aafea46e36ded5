"""How it is said outside, pure: canonical bytes, chain, envelope, subjects, the inbox's decisions."""
