"""`liandong export`: exchange records, and event logs for process mining, as files."""
