"""Files into records: where each stands, how it is read and checked, and what of that is known from before."""
