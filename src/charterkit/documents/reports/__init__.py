"""Reports: everything that is told about a negotiation beside its text, as one kind of value in every format."""
