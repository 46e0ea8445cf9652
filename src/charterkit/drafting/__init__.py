"""What may happen to a charter: numbering, validating, merging, the rolling text. Pure functions of records."""
