"""The gate of a shared repository: a push is judged before any of it is kept."""
