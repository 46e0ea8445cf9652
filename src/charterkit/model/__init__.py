"""What things are: provisions, submissions, decisions, registry, and the charter that holds them. Frozen values only."""
