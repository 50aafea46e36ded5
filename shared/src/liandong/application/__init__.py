"""What all four services use: the one way a command becomes events, replicas of reference data, alarms."""
