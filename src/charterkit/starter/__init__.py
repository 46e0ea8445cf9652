"""The small text and the registry that ``charterkit init`` starts a charter with, as YAML beside this file."""
