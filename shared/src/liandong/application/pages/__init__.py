"""What all pages stand on: assets, languages, layout, sessions, forms, and how a refusal looks to a person."""
