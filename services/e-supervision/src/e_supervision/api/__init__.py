"""What supervisors are shown over REST. Nothing here changes anything: supervision hears, judges and tells."""
