"""SSH signatures and keys: whose key this clone has, what a signature proves."""
