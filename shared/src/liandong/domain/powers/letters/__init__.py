"""Letters of authorisation 授权书: granted, revoked, in force; and absences, in which B acts for A (D.3.1)."""
