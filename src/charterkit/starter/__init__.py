"""What ``charterkit init`` starts a charter with, as YAML beside this file: registry and a text per language."""
