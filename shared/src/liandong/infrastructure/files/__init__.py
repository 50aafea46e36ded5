"""Files by their SHA-256: received, kept, read again. A folder today; what is asked of it is written in `store`."""
