"""What became of one charter in another, or in several: found, ordered, counted."""
