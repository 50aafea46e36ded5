"""文书: which papers there are, what each prints, how they are numbered, issued and handed over (R.2)."""
