"""What may happen to a charter: validating, numbering, amending, merging, the rolling text. Pure functions of records."""
