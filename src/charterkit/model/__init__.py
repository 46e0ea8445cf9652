"""What things are: provisions, submissions, decisions, registry and the charter. Frozen values only."""
