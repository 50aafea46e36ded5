"""咨询: questions about an item, and the one answer that says everything (一口清, F022)."""
